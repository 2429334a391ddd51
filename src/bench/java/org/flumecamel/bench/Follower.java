/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.flumecamel.agent.fault.Line;

/** Looks at the files of a directory again and again and notes when each line became visible to others. */
final class Follower implements Runnable, AutoCloseable {

    private static final long LOOK_NANOS = 500_000;

    /** Is told of each line in the thread of the follower. */
    interface Seen {
        void line(int stream, long sequence, long nanoTime);
    }

    /** A file and what is known of it. */
    private static final class Followed {
        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

        private Followed(FileChannel channel) {
            this.channel = channel;
        }
    }

    private final Path directory;
    private final Seen seen;
    private final Map<Path, Followed> files = new HashMap<>();
    private final Thread thread = new Thread(this, "follower");
    private volatile boolean stopped;
    private volatile IOException failure;

    Follower(Path directory, Seen seen) {
        this.directory = directory;
        this.seen = seen;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                look();
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    private void look() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : (Iterable<Path>) entries::iterator) {
                Followed known = files.get(file);
                if (known == null && Files.isRegularFile(file)) {
                    known = new Followed(FileChannel.open(file));
                    files.put(file, known);
                }
                if (known != null) {
                    read(known);
                }
            }
        }
    }

    private void read(Followed file) throws IOException {
        while (file.channel.read(file.buffer) > 0) {
            long now = System.nanoTime();
            byte[] array = file.buffer.array();
            int from = 0;
            for (int at = 0; at < file.buffer.position(); at++) {
                if (array[at] == '\n') {
                    seen.line(Line.stream(array, from, at), Line.sequence(array, from, at), now);
                    from = at + 1;
                }
            }
            file.buffer.flip().position(from);
            file.buffer.compact();
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
            file.channel.close();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
