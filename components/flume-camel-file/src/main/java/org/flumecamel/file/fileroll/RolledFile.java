/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.fileroll;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.core.serializer.EventSerializer;

/**
 * One file of the sink, from its creation to its end. Nothing is kept in the memory of the process once
 * {@link #write} has returned. Used by one thread at a time.
 */
final class RolledFile {

    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final OpenFiles.Entry record;
    private final EventSerializer serializer;
    private final boolean sync;
    private final FileOutputStream file;
    private final CountingStream counting;
    private final OutputStream out;
    private boolean started;
    private long acknowledged;

    /**
     * Makes the file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name; it stays as it is
     */
    RolledFile(Path path, OpenFiles.Entry record, EventSerializer serializer, boolean sync) throws IOException {
        Files.createFile(path);
        this.path = path;
        this.record = record;
        this.serializer = serializer;
        this.sync = sync;
        // not a channel, which an interrupt of the writing thread would close
        this.file = new FileOutputStream(path.toFile(), true);
        this.counting = new CountingStream(file);
        this.out = new BufferedOutputStream(counting, BUFFER);
    }

    private void start() throws IOException {
        started = true;
        if (sync) {
            forceDirectory();
        }
        serializer.start(out);
    }

    private void forceDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** How many of some events, from the first on, it can take. */
    int fitting(EventBatch events) {
        return serializer.fitting(events);
    }

    /** Writes events; they are in the file when it returns, and on the disk with {@code sync}. */
    void write(EventBatch events) throws IOException {
        if (!started) {
            start();
        }
        serializer.write(events, out);
        serializer.flush(out);
        flush();
    }

    private void flush() throws IOException {
        out.flush();
        if (sync) {
            file.getFD().sync();
        }
        acknowledged = counting.count;
    }

    /** Ends the file. */
    void finish() throws IOException {
        try {
            serializer.finish(out);
            flush();
        } finally {
            file.close();
        }
    }

    /**
     * Ends a file whose writing failed: takes back what came behind the last acknowledged event, so that no torn event
     * stays; a file without any event goes.
     */
    void abandon() throws IOException {
        boolean interrupted = Thread.interrupted();
        try (file) {
            file.getChannel().truncate(acknowledged);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (acknowledged == 0) {
            Files.deleteIfExists(path);
        }
    }

    Path path() {
        return path;
    }

    OpenFiles.Entry record() {
        return record;
    }

    /** Counts the bytes that are written to a stream. */
    private static final class CountingStream extends FilterOutputStream {

        private long count;

        CountingStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] array, int offset, int length) throws IOException {
            out.write(array, offset, length);
            count += length;
        }
    }
}
