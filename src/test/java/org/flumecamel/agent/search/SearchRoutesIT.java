/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.search;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.flumecamel.agent.fault.HdfsCluster;
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

    private JavaProcess agent(String routes, Object output) throws IOException {
        Path folder = Path.of(System.getProperty("agent.folder"));
        Map<String, Object> values = new HashMap<>(Map.of("logs", directory.resolve("in"), "output", output, "state",
            Files.createDirectories(directory.resolve("state")), "elasticsearch", SearchServer.address(), "flume.home",
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
        Files.writeString(log, "no line of an access log\n", StandardOpenOption.APPEND);
        List<JsonNode> documents = new ArrayList<>();
        try (JavaProcess agent = agent("weblogs-to-elasticsearch.yaml", "none")) {
            await().until(() -> agent.hasSaid("index_not_found_exception"));
            SearchServer.template("weblogs");
            await().until(() -> SearchServer.count("weblogs") == 601);
            agent.stop();
        }
        SearchServer.documents("weblogs", documents::add);
        assertThat(sorted(documents.stream().map(document -> document.path("message").asText()).toList()))
            .isEqualTo(sorted(Files.readAllLines(log)));
        assertThat(documents.get(0).path("log.file.path").asText()).isEqualTo(log.toString());
        assertThat(documents.get(0).path("host.name").asText()).isNotEmpty();
        fieldsAreSearched(Files.readAllLines(SAMPLE));
        assertThat(hits("error.message:*")).isEqualTo(1);
    }

    private static void fieldsAreSearched(List<String> lines) throws Exception {
        assertThat(hits("http.response.status_code:[400 TO 499]")).isEqualTo(having(lines, "\" 4\\d\\d "));
        assertThat(hits("source.ip:\"127.0.0.16/28\"")).isEqualTo(having(lines, "^127\\.0\\.0\\.(1[6-9]|2\\d|3[01]) "));
        assertThat(hits("http.request.method:HEAD AND url.original:\\/recipes\\/*"))
            .isEqualTo(having(lines, "\"HEAD /recipes/"));
        assertThat(hits("http.response.body.bytes:>=10000")).isEqualTo(having(lines, "\" \\d{3} \\d{5} "));
        assertThat(hits("user_agent.original.text:firefox")).isEqualTo(having(lines, "Firefox[^\"]*\"$"));
        assertThat(hits("http.request.referrer:\"http://bakery.example/\""))
            .isEqualTo(having(lines, "\"http://bakery.example/\""));
        // the time of the line, not that of its reading
        assertThat(hits("@timestamp:\"2026-11-23\"")).isEqualTo(lines.size());
    }

    /** How many documents a query of the query string syntax finds. */
    private static long hits(String query) throws Exception {
        return SearchServer.request("GET", "/weblogs/_count?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), null)
            .path("count").asLong();
    }

    /** How many lines have something in them; not none. */
    private static long having(List<String> lines, String regex) {
        long count = lines.stream().filter(Pattern.compile(regex).asPredicate()).count();
        assertThat(count).as(regex).isPositive();
        return count;
    }

    /** While one destination is down the other gets everything; when it is back so does that one. */
    @Test
    void oneLegThatIsDownDoesNotHoldUpTheOther() throws Exception {
        Path log = log();
        HdfsCluster cluster = HdfsCluster.shared();
        String archive = cluster.uri() + "/archive-and-search";
        SearchServer.template("applogs");
        cluster.killNameNode();
        try (JavaProcess agent = agent("archive-and-search.yaml", archive)) {
            await().until(() -> searched() == 600);
            cluster.startNameNode();
            cluster.awaitWhole();
            await().until(() -> archived(cluster, archive).size() == 600);

            SearchServer.process().kill();
            Files.write(log, Files.readAllBytes(SAMPLE), StandardOpenOption.APPEND);
            await().until(() -> archived(cluster, archive).size() == 1200);
            SearchServer.process().start();
            await().until(() -> searched() == 1200);
            assertThat(agent.stop()).as(agent.endOfLog()).isZero();
        }
        List<String> found = new ArrayList<>();
        SearchServer.documents("applogs-*", document -> found.add(document.path("message").asText()));
        assertThat(sorted(found)).isEqualTo(sorted(Files.readAllLines(log)));
        assertThat(sorted(archived(cluster, archive))).isEqualTo(sorted(Files.readAllLines(log)));
    }

    private static long searched() {
        return SearchServer.count("applogs-*");
    }

    /** The lines in the archive; none while it cannot be read. */
    private static List<String> archived(HdfsCluster cluster, String archive) {
        List<String> lines = new ArrayList<>();
        try {
            for (FileStatus file : cluster.files(new org.apache.hadoop.fs.Path(archive))) {
                try (FSDataInputStream in = cluster.client().open(file.getPath())) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        return lines;
    }
}
