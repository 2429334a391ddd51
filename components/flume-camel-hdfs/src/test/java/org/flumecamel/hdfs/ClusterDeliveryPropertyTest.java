/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.camel.Exchange;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random batches, rolls, idle closes, calls that fail before or after they were carried out, and crashes: no acknowledged
 * event is missing. {@code -Dflumecamel.hdfs.seed} repeats a run, {@code -Dflumecamel.hdfs.rounds} makes it longer.
 */
class ClusterDeliveryPropertyTest extends ClusterTestSupport {

    private static final int ROUNDS = Integer.getInteger("flumecamel.hdfs.rounds", 4);

    private final long seed = Long.getLong("flumecamel.hdfs.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> sentOnce = new HashSet<>();
    private volatile boolean dead;
    private volatile double failureRate;
    private int next;

    @AfterEach
    void endTrouble() {
        TroubledFileSystem.none();
    }

    private void trouble(String operation) throws IOException {
        if (dead) {
            throw new IOException("dead");
        }
        if (ThreadLocalRandom.current().nextDouble() < failureRate) {
            throw new IOException(operation + " fails by chance");
        }
    }

    private EventBatch batch() {
        List<Event> events = new ArrayList<>();
        int buckets = 1 + random.nextInt(4);
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            events.add(event(next++ + "x".repeat(random.nextInt(200)), "b", "b" + random.nextInt(buckets)));
        }
        return EventBatch.of(events);
    }

    private void start() throws Exception {
        failureRate = 0;
        dead = false;
        clusterSink("/%{b}", TroubledFileSystem.OPTION, "retryInterval: 1", "callTimeout: 10000", "closeTries: 0",
            "rollCount: " + (random.nextBoolean() ? 0 : 1 + random.nextInt(80)),
            "rollSize: " + (random.nextBoolean() ? 0 : 1 + random.nextInt(10_000)), "rollInterval: " + random.nextInt(2),
            "idleTimeout: " + random.nextInt(2), "maxOpenFiles: " + (1 + random.nextInt(4)),
            "sync: " + (random.nextInt(4) == 0 ? "close" : "hflush"));
    }

    private void sendAll(int batches) {
        for (int i = 0; i < batches; i++) {
            failureRate = random.nextInt(3) == 0 ? 0.05 : 0;
            EventBatch batch = batch();
            Exchange exchange = send(batch);
            boolean first = exchange.getException() == null;
            for (int tries = 0; exchange.getException() != null && tries < random.nextInt(40); tries++) {
                again(exchange);
            }
            if (exchange.getException() == null) {
                batch.forEach(event -> acknowledged.add(text(event)));
                if (first) {
                    batch.forEach(event -> sentOnce.add(text(event)));
                }
            }
        }
    }

    private static String text(Event event) {
        return event.bodyAsString(StandardCharsets.UTF_8);
    }

    @Test
    void noAcknowledgedEventIsEverMissing() throws Exception {
        TroubledFileSystem.set((operation, path, done) -> trouble(operation));
        for (int round = 0; round < ROUNDS; round++) {
            start();
            sendAll(5 + random.nextInt(15));
            dead = random.nextBoolean();
            failureRate = 0;
            context.getRouteController().stopRoute("sink");
            context.removeRoute("sink");
            dead = false;
        }
        start();
        await().until(() -> clusterNames().stream().noneMatch(name -> name.endsWith(".tmp")));
        context.stop();
        List<String> lines = clusterLines();
        assertThat(acknowledged).as("seed %s", seed).hasSizeGreaterThan(ROUNDS * 5);
        assertThat(new HashSet<>(lines)).as("seed %s", seed).containsAll(acknowledged);
        assertThat(lines).as("seed %s", seed).noneMatch(line -> line.startsWith("UNFINISHED"))
            .allMatch(line -> line.matches("\\d+x*"));
        assertThat(lines.stream().filter(sentOnce::contains)).as("events of batches that never failed, seed %s", seed)
            .doesNotHaveDuplicates();
        assertThat(MiniHdfs.allClosed(base)).isTrue();
        assertThat(directory.resolve("open")).isEmptyDirectory();
    }
}
