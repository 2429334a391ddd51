/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills an agent again and again while its log file is written, and looks at what its restart makes of it. A round counts
 * only if something was undelivered when the agent was killed.
 */
public final class KillRounds {

    private static final int LENGTH = 190;
    private static final long FRESH_MILLIS = 30_000;

    /** Starts the agent, the same each time. */
    public interface Agent {
        JavaProcess start() throws IOException;
    }

    /**
     * What one kill did.
     *
     * @param undelivered  lines that were written and not delivered when the agent was killed
     * @param again        lines that were delivered once more after it
     * @param freshSeconds from the restart until a line arrived that was written after it
     */
    public record Round(long undelivered, long again, double freshSeconds) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d undelivered at the kill, %d again after it, fresh lines after %.2f s",
                    undelivered, again, freshSeconds);
        }
    }

    private final Agent agent;
    private final Path in;
    private final Path out;
    private final int linesPerSecond;
    private final Random random;
    private final BitSet seen = new BitSet();
    private final AtomicLong distinct = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final AtomicLong newest = new AtomicLong(-1);
    private final List<Round> rounds = new ArrayList<>();
    private SteadyWriter writer;

    public KillRounds(Agent agent, Path in, Path out, int linesPerSecond, long seed) {
        this.agent = agent;
        this.in = in;
        this.out = out;
        this.linesPerSecond = linesPerSecond;
        this.random = new Random(seed);
    }

    /**
     * Kills the agent so many times that as many rounds count.
     *
     * @return what is in the output in the end, after an orderly stop
     */
    public Tally run(int count) throws Exception {
        JavaProcess running = null;
        try (SteadyWriter lines = new SteadyWriter(in, linesPerSecond, LENGTH);
             Follower follower = new Follower(out, 2_000_000, this::line)) {
            writer = lines;
            running = agent.start();
            awaitFresh(running);
            for (int tries = 0; rounds.size() < count; tries++) {
                if (tries == 3 * count) {
                    throw new IllegalStateException("Too seldom anything was undelivered at the kill: " + rounds);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(1800)));
                running.requireAlive();
                long written = lines.written();
                running.kill();
                follower.catchUp();
                long undelivered = written - distinct.get();
                long before = again.get();
                running = agent.start();
                double fresh = awaitFresh(running);
                if (undelivered > 0) {
                    rounds.add(new Round(undelivered, again.get() - before, fresh));
                }
            }
            lines.close();
            awaitAll(running);
            running.stop();
        } finally {
            if (running != null) {
                running.close();
            }
        }
        return new Tally(LENGTH).addAll(out);
    }

    private void line(int stream, long sequence, long nanoTime) {
        if (stream < 0 || sequence < 0) {
            return;
        }
        long ordinal = writer.ordinal(stream, sequence);
        if (seen.get((int) ordinal)) {
            again.incrementAndGet();
        } else {
            seen.set((int) ordinal);
            distinct.incrementAndGet();
            newest.accumulateAndGet(ordinal, Math::max);
        }
    }

    private double awaitFresh(JavaProcess running) {
        long mark = writer.written();
        long began = System.nanoTime();
        while (newest.get() < mark) {
            running.requireAlive();
            if (System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(FRESH_MILLIS)) {
                throw new IllegalStateException("No fresh line within " + FRESH_MILLIS + " ms of a restart; the end of the"
                                                + " log:\n" + running.endOfLog());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void awaitAll(JavaProcess running) {
        long last = distinct.get();
        long lastAt = System.nanoTime();
        while (distinct.get() < writer.written() && System.nanoTime() - lastAt < TimeUnit.SECONDS.toNanos(15)) {
            running.requireAlive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            if (distinct.get() != last) {
                last = distinct.get();
                lastAt = System.nanoTime();
            }
        }
    }

    /** The rounds that count. */
    public List<Round> rounds() {
        return List.copyOf(rounds);
    }

    /** How many lines each stream has. */
    public Map<Integer, Long> written() {
        return writer.streams();
    }
}
