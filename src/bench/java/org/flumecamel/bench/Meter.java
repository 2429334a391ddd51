/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.flumecamel.agent.fault.JavaProcess;

/** Measures an agent from outside, the same way on both sides, by watching how far its output has come. */
final class Meter {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final double MIB = 1024;

    /** How far the output has come. */
    interface Progress {
        long now() throws IOException;
    }

    private final JavaProcess agent;
    private final Progress progress;
    private final double machineAtStart;
    private final double ownAtStart;

    Meter(JavaProcess agent, Progress progress) throws IOException {
        this.agent = agent;
        this.progress = progress;
        this.machineAtStart = Machine.cpuSeconds();
        this.ownAtStart = Machine.ownCpuSeconds();
    }

    /**
     * Waits for the end of the work.
     *
     * @param warm      progress from which on to measure; 1 is the first output
     * @param end       progress that is the end
     * @param perEvent  progress of one event
     * @param byteUnits whether progress counts bytes
     */
    Run measure(long warm, long end, double perEvent, boolean byteUnits) throws IOException {
        long first = await(warm);
        long firstAt = System.nanoTime();
        double firstCpu = agent.cpuSeconds();
        long last = await(end);
        long lastAt = System.nanoTime();
        double lastCpu = agent.cpuSeconds();
        if (last > end) {
            throw new IllegalStateException("More output than there is work: " + last + " of " + end);
        }
        double seconds = (lastAt - firstAt) / 1e9;
        double done = last - first;
        double total = (lastAt - agent.startedAt()) / 1e9;
        double others = Machine.cpuSeconds() - machineAtStart - lastCpu - (Machine.ownCpuSeconds() - ownAtStart);
        double events = done / perEvent;
        return new Run(events / seconds, byteUnits ? done / seconds : 0, (lastCpu - firstCpu) / (events / 1e6),
                lastCpu / (last / perEvent / 1e6), total, agent.peakResidentKib() / MIB, Math.max(0, others / total));
    }

    private long await(long goal) throws IOException {
        long began = System.nanoTime();
        long seen = progress.now();
        long seenAt = began;
        while (seen < goal) {
            agent.requireAlive();
            LockSupport.parkNanos(LOOK_NANOS);
            long now = progress.now();
            if (now != seen) {
                seen = now;
                seenAt = System.nanoTime();
            } else if (System.nanoTime() - seenAt > TimeUnit.SECONDS.toNanos(60)
                       || System.nanoTime() - began > PATIENCE_NANOS) {
                throw new IllegalStateException("Nothing comes any more: " + seen + " of " + goal + "; the end of the log:\n"
                                                + agent.endOfLog());
            }
        }
        return seen;
    }
}
