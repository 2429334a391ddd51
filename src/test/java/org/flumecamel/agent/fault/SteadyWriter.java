/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that logs to {@code app.log} without a pause and starts a new file every so many lines, by renaming the old
 * one to {@code app.log.<n>}. Each file is a stream of its own.
 */
public final class SteadyWriter implements AutoCloseable {

    /** Lines of each file. */
    public static final int LINES_PER_FILE = 200_000;

    private final Path directory;
    private final int linesPerSecond;
    private final int length;
    private final Thread thread = new Thread(this::run, "writer");
    private volatile long written;
    private volatile boolean stopped;
    private volatile Exception failure;

    public SteadyWriter(Path directory, int linesPerSecond, int length) {
        this.directory = directory;
        this.linesPerSecond = linesPerSecond;
        this.length = length;
        thread.start();
    }

    /** How many lines are in the files. */
    public long written() {
        if (failure != null) {
            throw new IllegalStateException("The writer has failed", failure);
        }
        return written;
    }

    /** Which line this is of all that are written. */
    public long ordinal(int stream, long sequence) {
        return (long) stream * LINES_PER_FILE + sequence;
    }

    /** How many lines each stream has. */
    public Map<Integer, Long> streams() {
        Map<Integer, Long> streams = new TreeMap<>();
        long rest = written();
        for (int stream = 0; rest > 0; stream++) {
            streams.put(stream, Math.min(rest, LINES_PER_FILE));
            rest -= LINES_PER_FILE;
        }
        return streams;
    }

    private void run() {
        Path live = directory.resolve("app.log");
        long began = System.nanoTime();
        try {
            for (int stream = 0; !stopped; stream++) {
                try (OutputStream out = Files.newOutputStream(live)) {
                    fill(out, stream, began);
                }
                if (!stopped) {
                    Files.move(live, directory.resolve("app.log." + (stream + 1)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            failure = e;
        }
    }

    private void fill(OutputStream out, int stream, long began) throws IOException {
        long first = (long) stream * LINES_PER_FILE;
        long end = first + LINES_PER_FILE;
        while (written < end && !stopped) {
            long due = (System.nanoTime() - began) * linesPerSecond / TimeUnit.SECONDS.toNanos(1);
            int count = (int) (Math.min(due, end) - written);
            byte[] lines = new byte[Math.max(0, count) * length];
            for (int i = 0; i < count; i++) {
                Line.write(lines, i * length, stream, written - first + i, length);
            }
            out.write(lines);
            written += Math.max(0, count);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
