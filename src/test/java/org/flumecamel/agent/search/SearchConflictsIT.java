/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.search;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;
import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.PackagedAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents that do not fit the mapping of their index: nobody else's trouble, and not lost. */
@ExtendWith(SearchServer.class)
class SearchConflictsIT {

    private static final int DOCUMENTS = 5000;
    private static final int CONFLICTS = DOCUMENTS / 100;
    private static final Path FOLDER = Path.of(System.getProperty("agent.folder"));

    @TempDir
    private Path directory;
    private Path home;

    private static boolean isConflict(int number) {
        return number % 100 == 42;
    }

    private static String line(int number) {
        return "{\"order\":" + number + ",\"amount\":" + (isConflict(number) ? "\"a dozen\"" : number) + "}";
    }

    private static void index(String name, String typeOfAmount) throws Exception {
        SearchServer.request("PUT", "/" + name, "{\"settings\":{\"number_of_replicas\":0},\"mappings\":{\"properties\":{"
            + "\"order\":{\"type\":\"integer\"},\"amount\":{\"type\":\"" + typeOfAmount + "\"}}}}");
    }

    @Test
    void conflictsGoToTheDeadLetterAndComeInWhenTheMappingIsRight() throws Exception {
        home = PackagedAgent.home(FOLDER, directory.resolve("home"));
        // a replay has the beans of the routes that the settings name
        Files.copy(FOLDER.resolve("routes/quickstart.yaml"),
            Files.createDirectory(home.resolve("routes")).resolve("quickstart.yaml"));
        index("orders", "long");
        try (JavaProcess agent = agent()) {
            Awaitility.await().atMost(Duration.ofSeconds(90))
                .until(() -> SearchServer.count("orders") == DOCUMENTS - CONFLICTS);
            assertThat(agent.stop()).as(agent.endOfLog()).isZero();
        }
        List<String> refused = new ArrayList<>();
        for (String letter : command("deadletter", "show", "--format", "json", "--limit", "1000").split("\n")) {
            JsonNode json = new ObjectMapper().readTree(letter);
            assertThat(json.path("reason").asText()).contains("failed to parse field [amount] of type [long]", "a dozen");
            refused.add(json.path("body").asText());
        }
        assertThat(refused).containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, DOCUMENTS).filter(SearchConflictsIT::isConflict).mapToObj(SearchConflictsIT::line).toList());

        index("orders-as-text", "keyword");
        assertThat(command("deadletter", "replay", "--to", "flume-elasticsearch:again?serializer=JSON&idHeader=id"
            + "&indexName=orders-as-text&hostAddresses=" + SearchServer.address())).startsWith(CONFLICTS + " events sent to ");

        List<Integer> orders = new ArrayList<>();
        SearchServer.documents("orders,orders-as-text", document -> orders.add(document.path("order").asInt()));
        assertThat(orders).containsExactlyInAnyOrderElementsOf(IntStream.range(0, DOCUMENTS).boxed().toList());
        assertThat(SearchServer.count("orders-as-text")).isEqualTo(CONFLICTS);
        assertThat(command("deadletter", "list")).startsWith("No dead letters in");
    }

    private JavaProcess agent() throws IOException, URISyntaxException {
        Path in = Files.createDirectory(directory.resolve("in"));
        Files.write(in.resolve("app.log"), IntStream.range(0, DOCUMENTS).mapToObj(SearchConflictsIT::line).toList());
        return PackagedAgent.start(FOLDER, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), Map.of("in", in, "state",
            Files.createDirectory(directory.resolve("state")), "index", "orders", "serializer", "JSON",
            SearchServer.SETTING, SearchServer.address(), "flume.home", home, "consumers", 1, "batch", 1000), routes(),
            directory);
    }

    private static Path routes() throws URISyntaxException {
        return Path.of(SearchConflictsIT.class.getResource("/search/tail-to-index.yaml").toURI());
    }

    private String command(String... command) throws IOException, InterruptedException {
        return PackagedAgent.run(FOLDER, home, directory, command);
    }
}
