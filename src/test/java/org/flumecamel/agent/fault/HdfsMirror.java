/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/**
 * Copies what becomes visible in a directory of a cluster into a local directory, where it can be followed. While the
 * cluster is away it waits.
 */
public final class HdfsMirror implements Runnable, AutoCloseable {

    private final HdfsCluster cluster;
    private final org.apache.hadoop.fs.Path from;
    private final Path to;
    private final Map<Long, Long> copied = new HashMap<>();
    private final Map<Long, Long> whole = new HashMap<>();
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
        long position = copied.getOrDefault(id, 0L);
        if (whole.getOrDefault(id, -1L) == file.getLen() && position >= file.getLen()) {
            return;
        }
        byte[] buffer = new byte[1 << 20];
        try (FSDataInputStream in = cluster.client().open(file.getPath());
             OutputStream out = Files.newOutputStream(to.resolve(id + ".txt"), StandardOpenOption.CREATE,
                     StandardOpenOption.APPEND)) {
            if (in.available() == 0 && position == 0) {
                return;
            }
            in.seek(position);
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                copied.merge(id, (long) read, Long::sum);
            }
        }
        if (!file.getPath().getName().endsWith(".tmp")) {
            whole.put(id, file.getLen());
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
