/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.bench.probe.Gauge;
import org.flumecamel.bench.probe.LineReading;

/**
 * W2: producers, durable channel, reader; beside Flume's file channel. Every body is one of its own and checked. Measured
 * from the tenth part of the events on, when both are warm.
 */
final class Durable {

    private final Options options;
    private final Path work;
    private final int producers;
    private final int batch;
    private final int length;
    private final long events;
    private final List<String> jvm;

    Durable(Options options) {
        this.options = options;
        this.work = options.work().resolve("w2");
        this.producers = (int) options.number("producers", 1);
        this.batch = (int) options.number("batch", 1000);
        this.length = (int) options.number("length", 200);
        this.events = options.number("events", enough()) / producers * producers;
        this.jvm = options.jvm("-Xms512m -Xmx512m");
    }

    /** About a minute of Flume's time. */
    private long enough() {
        return batch >= 1000 ? 3_000_000 : batch >= 100 ? 1_000_000 : 200_000;
    }

    void run() throws Exception {
        Pairs pairs = new Pairs(options);
        long count = options.number("pairs", 5);
        String channel = options.text("queue", "jms:queue:c1");
        options.requireAllKnown();
        System.out.printf("W2: %d events of %d bytes, %d producers, batches of %d, JVM %s, %s%n", events, length, producers,
                batch, jvm, Machine.description());
        pairs.run(count, side -> once(side, channel)).print();
        Machine.delete(work);
    }

    private Run once(Side side, String channel) throws Exception {
        Machine.delete(work);
        Path state = Files.createDirectories(work.resolve("state"));
        Path progress = work.resolve("progress");
        Map<String, ?> values = Map.of("progress", progress, "offered", work.resolve("offered"), "state", state, "producers",
                producers, "batch", batch, "total", events, "length", length, "channel", channel);
        try (JavaProcess agent = side.start(options, "durable", jvm, values, work)) {
            Gauge gauge = new Gauge(progress);
            Run measured = new Meter(agent, () -> gauge.get(LineReading.COUNT)).measure(events / 10, events, 1, false);
            agent.stop();
            if (gauge.get(LineReading.COUNT) != events || gauge.get(LineReading.WRONG) != 0) {
                throw new IllegalStateException("Of " + events + " events " + gauge.get(LineReading.COUNT) + " arrived, "
                                                + gauge.get(LineReading.WRONG) + " altered, twice, or out of order");
            }
            return measured;
        }
    }
}
