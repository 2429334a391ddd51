/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that places files in a directory, complete, one after the other. Each file is a stream of its own. */
final class SpoolWriter implements AutoCloseable {

    /** No file has more lines. */
    static final int MOST_LINES = 3000;

    /** It waits while so many files are not completed. */
    private static final int ENOUGH = 20;

    private final Path directory;
    private final Random random;
    private final Map<Integer, Long> streams = new ConcurrentSkipListMap<>();
    private final Thread thread = new Thread(this::run, "spool writer");
    private volatile boolean stopped;
    private volatile Exception failure;

    SpoolWriter(Path directory, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
        thread.start();
    }

    private void run() {
        try {
            for (int stream = 0; !stopped; stream++) {
                place(stream, 1 + random.nextInt(MOST_LINES));
                do {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                } while (!stopped && waiting() >= ENOUGH);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void place(int stream, int lines) throws IOException {
        byte[] bytes = new byte[lines * Flow.LENGTH];
        for (int i = 0; i < lines; i++) {
            Line.write(bytes, i * Flow.LENGTH, stream, i, Flow.LENGTH);
        }
        String name = String.format("export-%06d.log", stream);
        Path draft = Files.write(directory.resolve("." + name), bytes);
        streams.put(stream, (long) lines);
        Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many files are not completed. */
    int waiting() {
        File[] files = directory.toFile().listFiles((parent, name) -> name.endsWith(".log") && !name.startsWith("."));
        return files == null ? 0 : files.length;
    }

    /** How many lines each file has. */
    Map<Integer, Long> streams() {
        if (failure != null) {
            throw new IllegalStateException("The writer has failed", failure);
        }
        return streams;
    }

    long lines() {
        return streams().values().stream().mapToLong(Long::longValue).sum();
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
