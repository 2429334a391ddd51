/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.PackagedAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The routes of {@code routes/} that have Elasticsearch in them, run by the packaged agent. */
@ExtendWith(SearchServer.class)
class SearchRoutesIT {

    private static final Path ROOT = Path.of(System.getProperty("flumecamel.root"));
    private static final Path SAMPLE = ROOT.resolve("routes/sample/access.log");

    @TempDir
    private Path directory;

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100));
    }

    private JavaProcess agent(String routes) throws IOException {
        Path folder = Path.of(System.getProperty("agent.folder"));
        Map<String, Object> values = new HashMap<>(Map.of("logs", directory.resolve("in"), "output", directory.resolve("out"),
            "state", Files.createDirectories(directory.resolve("state")), "elasticsearch", SearchServer.address(), "flume.home",
            PackagedAgent.home(folder, directory.resolve("home")), "flume.retry.maximumRedeliveryDelay", 500,
            "flume.retry.redeliveryDelay", 100));
        return PackagedAgent.start(folder, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), values,
            ROOT.resolve("routes").resolve(routes), directory);
    }

    private Path log() throws IOException {
        Path in = Files.createDirectories(directory.resolve("in"));
        return Files.copy(SAMPLE, in.resolve("access.log"));
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    /** The template comes after the agent: documents wait for it. */
    @Test
    void weblogsBecomeDocumentsOfADataStream() throws Exception {
        Path log = log();
        List<JsonNode> documents = new ArrayList<>();
        try (JavaProcess agent = agent("weblogs-to-elasticsearch.yaml")) {
            await().until(() -> agent.hasSaid("index_not_found_exception"));
            SearchServer.template("weblogs");
            await().until(() -> SearchServer.count("weblogs") == 600);
            agent.stop();
        }
        SearchServer.documents("weblogs", documents::add);
        assertThat(sorted(documents.stream().map(document -> document.path("message").asText()).toList()))
            .isEqualTo(sorted(Files.readAllLines(log)));
        assertThat(documents.get(0).path("log.file.path").asText()).isEqualTo(log.toString());
        assertThat(documents.get(0).path("host.name").asText()).isNotEmpty();
        JsonNode mapping = SearchServer.request("GET", "/weblogs/_mapping/field/host.name,@timestamp,labels.*", null);
        assertThat(mapping.toString()).contains("\"type\":\"keyword\"").contains("\"type\":\"date\"");
    }

    /** While Elasticsearch is down the archive gets everything; when it is back so does the search. */
    @Test
    void oneLegThatIsDownDoesNotHoldUpTheOther() throws Exception {
        Path log = log();
        SearchServer.template("applogs");
        List<String> found = new ArrayList<>();
        try (JavaProcess agent = agent("archive-and-search.yaml")) {
            await().until(() -> SearchServer.count("applogs-*") == 600 && archived().size() == 600);
            SearchServer.process().kill();
            Files.write(log, Files.readAllBytes(SAMPLE), StandardOpenOption.APPEND);
            await().until(() -> archived().size() == 1200);
            assertThat(agent.isAlive()).isTrue();
            SearchServer.process().start();
            await().until(() -> SearchServer.count("applogs-*") == 1200);
            agent.stop();
        }
        SearchServer.documents("applogs-*", document -> found.add(document.path("message").asText()));
        assertThat(sorted(found)).isEqualTo(sorted(Files.readAllLines(log)));
        assertThat(sorted(archived())).isEqualTo(sorted(Files.readAllLines(log)));
    }

    private List<String> archived() throws IOException {
        Path out = directory.resolve("out");
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(file -> file.getFileName().toString().contains(".log")).toList()) {
                lines.addAll(Arrays.asList(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")));
            }
        }
        lines.removeIf(String::isEmpty);
        return lines;
    }
}
