/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
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
 * OFFER: far more than the heap is offered to a durable channel while its sink is down; then the sink comes up. What is
 * offered is accepted or pushed back, never lost, and drains in order.
 */
final class Offered {

    /** So long without an accepted batch is a channel that pushes back. */
    private static final long PUSHED_BACK_SECONDS = 15;

    private final Options options;
    private final Path work;
    private final int batch;
    private final int length;
    private final long events;
    private final String channel;
    private final boolean keep;
    private final List<String> jvm;

    Offered(Options options) {
        this.options = options;
        this.work = options.work().resolve("offer");
        this.batch = (int) options.number("batch", 1000);
        this.length = (int) options.number("length", 200);
        this.events = options.number("bytes", 2_000_000_000L) / length;
        this.channel = options.text("queue", "jms:queue:c1");
        this.keep = options.flag("keep");
        this.jvm = options.jvm("-Xmx512m");
    }

    void run() throws Exception {
        options.requireAllKnown();
        System.out.printf(Locale.ROOT, "OFFER: %d events of %d bytes, %.1f GB, in batches of %d, JVM %s, %s%n", events, length,
                events * (double) length / 1e9, batch, jvm, Machine.description());
        Machine.delete(work);
        Path progress = Files.createDirectories(work).resolve("progress");
        Path down = Files.createFile(work.resolve("down"));
        Map<String, ?> values = Map.of("progress", progress, "offered", work.resolve("offered"), "producers", 1, "batch", batch,
                "total", events, "length", length, "channel", channel, "down", down, "flume.retry.maximumRedeliveryDelay", 1000);
        try (JavaProcess agent = Side.CAMEL.start(options, "durable", jvm, values, work)) {
            Gauge offers = new Gauge(work.resolve("offered"));
            Gauge reading = new Gauge(progress);
            long accepted = fill(agent, offers);
            Files.delete(down);
            drain(agent, reading);
            report(agent, offers, reading, accepted);
        }
        if (!keep) {
            Machine.delete(work);
        }
    }

    /** Waits until everything is accepted or the channel takes no more. */
    private long fill(JavaProcess agent, Gauge offers) {
        long began = System.nanoTime();
        long seen = 0;
        long seenAt = began;
        while (seen < events && System.nanoTime() - seenAt < TimeUnit.SECONDS.toNanos(PUSHED_BACK_SECONDS)) {
            agent.requireAlive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            long now = offers.get(Offers.ACCEPTED);
            if (now != seen || now == 0) {
                seen = now;
                seenAt = System.nanoTime();
            }
        }
        System.out.printf(Locale.ROOT, "sink down: %d events accepted in %.0f s, %d refusals, %.1f GB on disk, %d MiB resident%n",
                seen, (seenAt - began) / 1e9, offers.get(Offers.REFUSALS), size() / 1e9, agent.peakResidentKib() / 1024);
        return seen;
    }

    private double size() {
        try {
            return Machine.size(work);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void drain(JavaProcess agent, Gauge reading) throws Exception {
        long began = System.nanoTime();
        new Meter(agent, () -> reading.get(LineReading.COUNT)).measure(1, events, 1, false);
        System.out.printf(Locale.ROOT, "sink up: all drained after %.0f s%n", (System.nanoTime() - began) / 1e9);
    }

    private void report(JavaProcess agent, Gauge offers, Gauge reading, long accepted) throws Exception {
        long peak = agent.peakResidentKib() / 1024;
        agent.stop();
        if (reading.get(LineReading.COUNT) != events || reading.get(LineReading.WRONG) != 0
            || offers.get(Offers.ACCEPTED) != events) {
            throw new IllegalStateException(offers.get(Offers.ACCEPTED) + " accepted, " + reading.get(LineReading.COUNT)
                                            + " arrived, " + reading.get(LineReading.WRONG) + " altered, twice, or out of order");
        }
        System.out.printf("%d events offered, %d of them accepted while the sink was down, %d refusals in all; 0 lost, 0 altered,"
                + " 0 twice, all in order; at most %d MiB resident%n", events, accepted, offers.get(Offers.REFUSALS), peak);
    }
}
