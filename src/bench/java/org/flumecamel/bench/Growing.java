/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

import org.flumecamel.agent.fault.Follower;
import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.Line;
import org.flumecamel.agent.fault.Tally;

/**
 * WL and WM: some files that grow at a steady rate, each line timed from just before it is written until it can be read
 * in the output. Writer and reader share one monotonic clock.
 */
final class Growing {

    private static final int LENGTH = 190;
    private static final double MIB = 1024;

    private final Options options;
    private final Path work;
    private final int files;
    private final long perSecond;
    private final long seconds;
    private final long idleSeconds;
    private final long warmSeconds;
    private final List<String> jvm;
    private final String configuration;
    private final List<Side> sides = new ArrayList<>();

    Growing(Options options, String name, long files, long perSecond) {
        this.options = options;
        this.work = options.work().resolve(name);
        this.files = (int) options.number("files", files);
        this.perSecond = options.number("rate", perSecond);
        this.seconds = options.number("seconds", 60);
        this.idleSeconds = options.number("idle", 30);
        this.warmSeconds = options.number("warm", 10);
        this.jvm = options.jvm("-Xms512m -Xmx512m");
        this.configuration = options.text("config", options.isDurable() ? "grow-durable" : "grow");
        String only = options.text("only", "");
        for (Side side : Side.AGENTS) {
            if (only.isEmpty() || side.label().equals(only)) {
                sides.add(side);
            }
        }
    }

    void run() throws Exception {
        long pairs = options.number("pairs", 1);
        options.requireAllKnown();
        System.out.printf("%d files, %d lines/s in all, %d s after %d s of warm-up, configuration %s, JVM %s, %s%n", files,
                perSecond, seconds, warmSeconds, configuration, jvm, Machine.description());
        System.out.printf("%-6s %8s %8s %8s %8s %8s %10s %10s %9s %7s%n", "side", "lines", "p50 ms", "p90 ms", "p99 ms",
                "max ms", "CPU %", "idle CPU %", "peak MiB", "others");
        for (long pair = 0; pair < pairs; pair++) {
            for (Side side : sides) {
                once(side);
            }
        }
        Machine.delete(work);
    }

    private void once(Side side) throws Exception {
        Machine.delete(work);
        Path in = Files.createDirectories(work.resolve("in"));
        Path out = Files.createDirectories(work.resolve("out"));
        Path state = Files.createDirectories(work.resolve("state"));
        int total = Math.toIntExact(perSecond * (warmSeconds + seconds));
        long[] written = new long[total];
        AtomicLongArray delays = new AtomicLongArray(total);
        AtomicLong arrived = new AtomicLong();
        Map<String, ?> values = Map.of("in", in, "out", out, "state", state);
        try (Writers writers = new Writers(in);
             JavaProcess agent = side.start(options, configuration, jvm, values, work);
             Follower follower = new Follower(out, 500_000, (stream, sequence, now) -> {
                 int line = (int) sequence * files + stream;
                 if (delays.compareAndSet(line, 0, now - written[line])) {
                     arrived.incrementAndGet();
                 }
             })) {
            long from = perSecond * warmSeconds;
            writers.write(0, from, written);
            double cpu = agent.cpuSeconds();
            double machine = Machine.cpuSeconds() - cpu - Machine.ownCpuSeconds();
            long began = System.nanoTime();
            writers.write(from, total, written);
            double elapsed = (System.nanoTime() - began) / 1e9;
            double share = (agent.cpuSeconds() - cpu) / elapsed;
            double others = (Machine.cpuSeconds() - agent.cpuSeconds() - Machine.ownCpuSeconds() - machine) / elapsed;
            awaitAll(agent, arrived, total);
            double idle = idle(agent);
            double peak = agent.peakResidentKib() / MIB;
            agent.stop();
            new Tally(LENGTH).addAll(out).requireExactly(counts(total));
            print(side, delays, (int) from, share, idle, peak, others);
        }
    }

    private void awaitAll(JavaProcess agent, AtomicLong arrived, long total) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (arrived.get() < total) {
            agent.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + arrived + " of " + total + " lines came; the end of the log:\n"
                                                + agent.endOfLog());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private double idle(JavaProcess agent) {
        sleepUntil(System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
        double before = agent.cpuSeconds();
        sleepUntil(System.nanoTime() + TimeUnit.SECONDS.toNanos(idleSeconds));
        return (agent.cpuSeconds() - before) / idleSeconds;
    }

    private Map<Integer, Long> counts(int total) {
        Map<Integer, Long> counts = new TreeMap<>();
        for (int line = 0; line < total; line++) {
            counts.merge(line % files, 1L, Long::sum);
        }
        return counts;
    }

    private static void print(Side side, AtomicLongArray delays, int from, double share, double idle, double peak,
                              double others) {
        double[] millis = new double[delays.length() - from];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = delays.get(from + i) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-6s %8d %8.1f %8.1f %8.1f %8.1f %10.1f %10.2f %9.0f %7.2f%n", side.label(),
                millis.length, at(millis, 0.5), at(millis, 0.9), at(millis, 0.99), millis[millis.length - 1], share * 100,
                idle * 100, peak, others);
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(Math.ceil(quantile * sorted.length)) - 1)];
    }

    private static void sleepUntil(long nanoTime) {
        for (long rest = nanoTime - System.nanoTime(); rest > 0; rest = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    /** The files, written in turn, each line at its time. */
    private final class Writers implements AutoCloseable {

        private final OutputStream[] streams = new OutputStream[files];

        private Writers(Path directory) throws IOException {
            for (int i = 0; i < files; i++) {
                streams[i] = Files.newOutputStream(directory.resolve(String.format("app-%04d.log", i)));
            }
        }

        private void write(long from, long to, long[] written) throws IOException {
            long began = System.nanoTime();
            for (long line = from; line < to; line++) {
                sleepUntil(began + (line - from) * TimeUnit.SECONDS.toNanos(1) / perSecond);
                int stream = (int) (line % files);
                byte[] bytes = Line.of(stream, line / files, LENGTH);
                written[(int) line] = System.nanoTime();
                streams[stream].write(bytes);
            }
        }

        @Override
        public void close() throws IOException {
            for (OutputStream stream : streams) {
                stream.close();
            }
        }
    }
}
