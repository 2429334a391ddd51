/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Looks at the files below a directory again and again and tells when each line became visible to others. A file that is
 * renamed stays the same file.
 */
public final class Follower implements Runnable, AutoCloseable {

    /** Is told of each line, in the thread of the follower. */
    public interface Seen {

        /** A line can be read; stream and sequence are -1 if it is none of {@link Line}'s. */
        void line(int stream, long sequence, long nanoTime);
    }

    private record Followed(FileChannel channel, ByteBuffer buffer) {
    }

    private final Path directory;
    private final long everyNanos;
    private final Seen seen;
    private final Map<Object, Followed> files = new HashMap<>();
    private final Thread thread = new Thread(this, "follower");
    private volatile boolean stopped;
    private volatile Exception failure;
    private volatile long looks;

    /** @param everyNanos pause between two looks */
    public Follower(Path directory, long everyNanos, Seen seen) {
        this.directory = directory;
        this.everyNanos = everyNanos;
        this.seen = seen;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                look();
                looks++;
                LockSupport.parkNanos(everyNanos);
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    /** Waits until everything that is there now was told. */
    public void catchUp() {
        long goal = looks + 2;
        while (looks < goal && failure == null) {
            LockSupport.parkNanos(everyNanos);
        }
        if (failure != null) {
            throw new IllegalStateException("The output cannot be followed", failure);
        }
    }

    private void look() throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) entries::iterator) {
                if (!Tally.isHidden(directory, file)) {
                    look(file);
                }
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
        }
    }

    private void look(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                Followed known = files.get(attributes.fileKey());
                if (known == null) {
                    known = new Followed(FileChannel.open(file), ByteBuffer.allocate(1 << 16));
                    files.put(attributes.fileKey(), known);
                }
                read(known);
            }
        } catch (NoSuchFileException renamedMeanwhile) {
            // it is found under its new name in the next look
            return;
        }
    }

    private void read(Followed file) throws IOException {
        ByteBuffer buffer = file.buffer();
        while (file.channel().read(buffer) > 0) {
            long now = System.nanoTime();
            byte[] array = buffer.array();
            int from = 0;
            for (int at = 0; at < buffer.position(); at++) {
                if (array[at] == '\n') {
                    seen.line(Line.stream(array, from, at), Line.sequence(array, from, at), now);
                    from = at + 1;
                }
            }
            buffer.flip().position(from);
            buffer.compact();
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Followed file : files.values()) {
            file.channel().close();
        }
    }
}
