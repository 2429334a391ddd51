/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;

import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataOutputStream;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.hdfs.format.FileBody;
import org.flumecamel.hdfs.format.FileFormat;

/** One file that is being written. Guarded by the lock of its {@link BucketWriter}. */
final class BucketFile {

    private final Path inUse;
    private final Path target;
    private final OpenFiles.Entry record;
    private final FileFormat format;
    private final FSDataOutputStream out;
    private final ClusterEndpoint.Sync sync;
    private FileBody body;
    private final long openedAt = System.nanoTime();
    private long usedAt = openedAt;
    private long events;
    private long bytes;
    private long acknowledgedEvents;
    private long acknowledgedLength;
    private IOException failure;
    private boolean closeTried;
    private boolean closed;
    private volatile boolean givenUp;
    private boolean hadReplicas;

    BucketFile(Path inUse, Path target, OpenFiles.Entry record, FileFormat format, FSDataOutputStream out,
               ClusterEndpoint.Sync sync) {
        this.inUse = inUse;
        this.target = target;
        this.record = record;
        this.format = format;
        this.out = out;
        this.sync = sync;
    }

    /** Something that may fail while writing; Hadoop's local streams fail with an error of their own kind. */
    private interface Writing {
        void run() throws IOException;
    }

    private void attempt(Writing writing) throws IOException {
        if (failure != null) {
            throw new IOException(failure);
        }
        try {
            writing.run();
        } catch (IOException e) {
            failure = e;
        } catch (FSError e) {
            failure = new IOException(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            failure = new IOException(e);
        }
        if (failure == null && givenUp) {
            failure = new IOException("a call to the file system took too long, and its events were sent again meanwhile");
        }
        if (failure != null) {
            throw failure;
        }
    }

    private FileBody body() throws IOException {
        if (body == null) {
            body = format.open(out);
        }
        return body;
    }

    /** How many of some events, from the first on, it can take. */
    int fitting(EventBatch batch) throws IOException {
        int[] fitting = new int[1];
        attempt(() -> fitting[0] = body().fitting(batch));
        return fitting[0];
    }

    /**
     * Appends events.
     *
     * @return how many events the file has now; these are safe when {@link #flush} has returned for that number
     */
    long append(EventBatch batch) throws IOException {
        attempt(() -> {
            body().append(batch);
        });
        events += batch.size();
        bytes += batch.bytes();
        usedAt = System.nanoTime();
        return events;
    }

    /** Flushes, unless that has been done since so many events were in the file. */
    void flush(long written) throws IOException {
        if (acknowledgedEvents < written) {
            flush();
        }
    }

    private void flush() throws IOException {
        attempt(() -> {
            if (body != null) {
                body.flush();
            }
            switch (sync) {
                case HSYNC -> out.hsync();
                case CLOSE -> close();
                default -> out.hflush();
            }
        });
        acknowledgedEvents = events;
        acknowledgedLength = out.getPos();
    }

    /** Writes the end of the file and flushes it; the file is ready to be closed. */
    void end() throws IOException {
        attempt(() -> {
            if (body != null) {
                body.finish();
            }
        });
        flush();
    }

    void close() throws IOException {
        if (closed) {
            return;
        }
        closeTried = true;
        if (body != null) {
            body.release();
        }
        try {
            out.close();
            closed = true;
        } catch (FSError e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Whether closing it has been tried in vain. */
    boolean hasCloseFailed() {
        return closeTried && !closed;
    }

    /** Nobody waits for what is being done to it; may be called without the lock. */
    void giveUp() {
        givenUp = true;
    }

    /** Whether the block that is being written had so many replicas once and has them no more. */
    boolean hasLostReplicas(int least) throws IOException {
        if (!(out instanceof HdfsDataOutputStream cluster) || cluster.getCurrentBlockReplication() >= least) {
            hadReplicas = true;
            return false;
        }
        return hadReplicas;
    }

    /** Whether it may hold events behind the acknowledged ones, perhaps torn. */
    boolean isBroken() {
        return failure != null || givenUp;
    }

    /** Length of the file up to the last acknowledged event, in bytes; 0 if none is. */
    long acknowledgedLength() {
        return acknowledgedLength;
    }

    long events() {
        return events;
    }

    /** Sum of the body lengths. */
    long bytes() {
        return bytes;
    }

    Path inUse() {
        return inUse;
    }

    Path target() {
        return target;
    }

    OpenFiles.Entry record() {
        return record;
    }

    long ageNanos() {
        return System.nanoTime() - openedAt;
    }

    long idleNanos() {
        return System.nanoTime() - usedAt;
    }
}
