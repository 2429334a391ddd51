/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tail, durable channel, Elasticsearch, while lines are written all the time: nothing is lost, and nothing is indexed twice.
 * {@code -Dflumecamel.search.kills=50} and {@code -Dflumecamel.search.restarts=10} make it long.
 */
@ExtendWith(SearchServer.class)
class SearchFaultIT {

    @TempDir
    private Path directory;

    private final Random random = new Random();

    @Test
    void anAgentThatIsKilledAgainAndAgain() throws Exception {
        int kills = Integer.getInteger("flumecamel.search.kills", 3);
        try (SearchFlow flow = new SearchFlow(directory, "kills", 1000)) {
            flow.start();
            for (int i = 0; i < kills; i++) {
                flow.awaitProgress();
                flow.run(random.nextInt(800));
                flow.agent().kill();
                flow.start();
            }
            flow.requireAllOnce();
        }
    }

    @Test
    void aServerThatIsKilledAndStartedAgain() throws Exception {
        int restarts = Integer.getInteger("flumecamel.search.restarts", 1);
        try (SearchFlow flow = new SearchFlow(directory, "restarts", 1000)) {
            flow.start();
            for (int i = 0; i < restarts; i++) {
                flow.awaitProgress();
                flow.run(random.nextInt(800));
                SearchServer.process().kill();
                flow.run(1000);
                SearchServer.process().start();
            }
            flow.requireAllOnce();
        }
    }

    /** More requests at once than the server lets wait: it answers 429 for some of the documents. */
    @Test
    void aServerThatIsOverloaded() throws Exception {
        SearchServer.request("PUT", "/overload", "{\"settings\":{\"number_of_shards\":4,\"number_of_replicas\":0}}");
        try (SearchFlow flow = new SearchFlow(directory, "overload", 3000)) {
            flow.with("consumers", 6).with("batch", 100).start();
            flow.await("A refusal", () -> flow.agent().hasSaid("429 es_rejected_execution_exception"));
            flow.requireAllOnce();
        }
    }

    /** The name of the server comes into the world while the agent runs. */
    @Test
    void aServerWhoseNameIsNotKnownYet() throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
        try (SearchFlow flow = new SearchFlow(directory, "names", 100)) {
            flow.with(SearchServer.SETTING, "search.example:" + SearchServer.process().port())
                .withJvm("-Djdk.net.hosts.file=" + hosts).withJvm("-Dsun.net.inetaddr.negative.ttl=1").start();
            flow.await("A failure", () -> flow.agent().hasSaid("UnknownHostException"));
            assertThat(flow.indexed()).isZero();
            Files.writeString(hosts, "127.0.0.1 localhost search.example\n");
            flow.awaitProgress();
            flow.requireAllOnce();
        }
    }
}
