/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.bench.probe.Gauge;
import org.flumecamel.bench.probe.LineReading;
import org.flumecamel.bench.probe.Offers;

/**
 * START with a durable channel: from the start of the process until the first event is out, with a great many queued. All
 * but the last start are cut short by a kill at the first event; the last one drains the channel, and every event is
 * checked.
 */
final class Queued {

    private final Options options;
    private final Path work;
    private final long events;
    private final int batch;
    private final int length;
    private final String channel;
    private final List<String> jvm;

    Queued(Options options) {
        this.options = options;
        this.work = options.work().resolve("queued");
        this.events = options.number("events", 10_000_000);
        this.batch = (int) options.number("batch", 100);
        this.length = (int) options.number("length", 200);
        this.channel = options.text("queue", "jms:queue:c1");
        this.jvm = options.jvm("-Xmx512m");
    }

    void run() throws Exception {
        long starts = options.number("starts", 3);
        options.requireAllKnown();
        System.out.printf("START: %d events of %d bytes queued in batches of %d, JVM %s, %s%n", events, length, batch, jvm,
                Machine.description());
        Machine.delete(work);
        Files.createDirectories(work);
        queue();
        List<Double> seconds = new ArrayList<>();
        long read = 0;
        for (long start = 1; start <= starts; start++) {
            Path progress = work.resolve("progress-" + start);
            try (JavaProcess agent = start("durable-take", progress)) {
                Gauge gauge = new Gauge(progress);
                await(agent, gauge, LineReading.FIRST, 1);
                seconds.add((System.nanoTime() - agent.startedAt()) / 1e9);
                if (start == starts) {
                    drain(agent, gauge);
                } else {
                    agent.kill();
                }
                requireFrom(gauge, read);
                read = gauge.get(LineReading.LAST);
            }
        }
        print(seconds);
        Machine.delete(work);
    }

    private JavaProcess start(String configuration, Path progress) throws Exception {
        Map<String, ?> values = Map.of("progress", progress, "offered", work.resolve("offered"), "producers", 1, "batch", batch,
                "total", events, "length", length, "channel", channel, "from-the-middle", true);
        return Side.CAMEL.start(options, configuration, jvm, values, work);
    }

    private void queue() throws Exception {
        try (JavaProcess agent = start("durable-put", work.resolve("nothing"))) {
            long began = System.nanoTime();
            await(agent, new Gauge(work.resolve("offered")), Offers.ACCEPTED, events);
            System.err.printf(Locale.ROOT, "  queued in %.0f s%n", (System.nanoTime() - began) / 1e9);
            int code = agent.stop();
            if (code != 0) {
                throw new IllegalStateException("The agent stopped with " + code + ":\n" + agent.endOfLog());
            }
        }
        Machine.sync();
    }

    private static void await(JavaProcess agent, Gauge gauge, int number, long goal) {
        long seen = -1;
        long seenAt = System.nanoTime();
        for (long now = gauge.get(number); now < goal; now = gauge.get(number)) {
            agent.requireAlive();
            if (now != seen) {
                seen = now;
                seenAt = System.nanoTime();
            } else if (System.nanoTime() - seenAt > TimeUnit.MINUTES.toNanos(2)) {
                throw new IllegalStateException("Nothing happens any more at " + now + " of " + goal + ":\n" + agent.endOfLog());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private void drain(JavaProcess agent, Gauge gauge) throws Exception {
        long began = System.nanoTime();
        await(agent, gauge, LineReading.LAST, events);
        System.err.printf(Locale.ROOT, "  %d events drained in %.0f s, at most %d MiB resident%n", gauge.get(LineReading.COUNT),
                (System.nanoTime() - began) / 1e9, agent.peakResidentKib() / 1024);
        agent.stop();
        if (gauge.get(LineReading.LAST) != events) {
            throw new IllegalStateException("The last event is " + gauge.get(LineReading.LAST) + ", not " + events);
        }
    }

    /** A start may begin before the end of what was read at the last one, but not behind it. */
    private static void requireFrom(Gauge gauge, long read) {
        if (gauge.get(LineReading.FIRST) - 1 > read || gauge.get(LineReading.WRONG) != 0) {
            throw new IllegalStateException("After event " + read + " comes " + gauge.get(LineReading.FIRST) + ", and "
                                            + gauge.get(LineReading.WRONG) + " are altered, twice, or out of order");
        }
    }

    private static void print(List<Double> seconds) {
        double[] all = seconds.stream().mapToDouble(Double::doubleValue).toArray();
        System.out.printf(Locale.ROOT, "first event out after: median %.2f s, each %s; no event is lost, altered, or out of"
                + " order%n", Pairs.median(all), seconds.stream().map(each -> String.format(Locale.ROOT, "%.2f", each)).toList());
    }
}
