/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/**
 * Copies the lines that become visible in a directory of a cluster into a local directory, where they can be followed.
 * While the cluster is away it waits.
 */
public final class HdfsMirror implements Runnable, AutoCloseable {

    private final HdfsCluster cluster;
    private final org.apache.hadoop.fs.Path from;
    private final Path to;
    private final Map<Long, Long> copied = new HashMap<>();
    private final Map<Long, Long> looked = new HashMap<>();
    private final Set<Long> whole = new HashSet<>();
    private final Thread thread = new Thread(this, "mirror");
    private volatile boolean stopped;

    /** Begins to copy. */
    public HdfsMirror(HdfsCluster cluster, org.apache.hadoop.fs.Path from, Path to) {
        this.cluster = cluster;
        this.from = from;
        this.to = to;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (!stopped) {
            look();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private void look() {
        try {
            for (FileStatus file : cluster.files(from)) {
                try {
                    copyNew(file);
                } catch (IOException ignored) {
                    // it has got another name, or its lease is being recovered; the next look finds it
                    continue;
                }
            }
        } catch (IOException ignored) {
            // the cluster is away
            return;
        }
    }

    private void copyNew(FileStatus file) throws IOException {
        long id = ((HdfsFileStatus) file).getFileId();
        if (whole.contains(id)) {
            return;
        }
        try (FSDataInputStream in = cluster.client().open(file.getPath())) {
            long length = ((HdfsDataInputStream) in).getVisibleLength();
            if (length != looked.getOrDefault(id, 0L)) {
                copyLines(id, in);
                looked.put(id, length);
            }
        }
        if (!file.getPath().getName().endsWith(".tmp")) {
            whole.add(id);
        }
    }

    private void copyLines(long id, FSDataInputStream file) throws IOException {
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = HdfsLines.of(file);
             OutputStream out = Files.newOutputStream(to.resolve(id + ".txt"), StandardOpenOption.CREATE,
                     StandardOpenOption.APPEND)) {
            in.skipNBytes(copied.getOrDefault(id, 0L));
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                copied.merge(id, (long) read, Long::sum);
            }
        } catch (EOFException ignored) {
            // the rest is not visible yet
            return;
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
