/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.io.IOUtils;

/** A real HDFS in this JVM, shared by all tests; it ends with the JVM. */
final class MiniHdfs {

    private static final long RECOVERY_MILLIS = 3000;
    private static final AtomicInteger DIRECTORIES = new AtomicInteger();
    private static MiniDFSCluster cluster;

    private MiniHdfs() {
    }

    /** The cluster: a NameNode and three DataNodes. */
    static synchronized MiniDFSCluster cluster() {
        if (cluster == null) {
            try {
                Configuration configuration = new HdfsConfiguration();
                File directory = Files.createTempDirectory("minihdfs").toFile();
                // the cluster itself ends with the JVM, like after a power cut
                Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtil.fullyDelete(directory)));
                configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
                configuration.setInt("dfs.replication", 1);
                configuration.setLong("dfs.namenode.fs-limits.min-block-size", 4096);
                configuration.setInt("ipc.client.connect.max.retries", 1);
                configuration.setInt("dfs.heartbeat.interval", 1);
                configuration.setInt("dfs.namenode.safemode.extension", 0);
                cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(3).build();
                setUp();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return cluster;
    }

    private static void setUp() throws IOException {
        cluster.waitActive();
        // a recovery of a lease that has failed is tried again after 30 heartbeats otherwise
        cluster.getNamesystem().getBlockManager().setBlockRecoveryTimeout(RECOVERY_MILLIS);
    }

    /** Starts the NameNode again. */
    static void restartNameNode() throws IOException {
        cluster().restartNameNode(0);
        setUp();
    }

    static DistributedFileSystem fileSystem() {
        try {
            return cluster().getFileSystem();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory of its own for a test, with the address of the cluster. */
    static Path newDirectory() {
        return new Path(cluster().getURI() + "/test" + DIRECTORIES.incrementAndGet());
    }

    /** All files below a directory, by their names. */
    static List<Path> files(FileSystem fileSystem, Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        if (fileSystem.exists(directory)) {
            for (RemoteIterator<LocatedFileStatus> all = fileSystem.listFiles(directory, true); all.hasNext();) {
                files.add(all.next().getPath());
            }
        }
        files.sort(Comparator.comparing(Path::toString));
        return files;
    }

    /** Names of all files below a directory, without it. */
    static List<String> names(Path directory) throws IOException {
        return files(fileSystem(), directory).stream()
            .map(file -> file.toUri().getPath().substring(directory.toUri().getPath().length() + 1)).toList();
    }

    /** The lines of all files below a directory, as readers see them now; an unfinished one with a mark. */
    static List<String> lines(Path directory) throws IOException {
        while (true) {
            try {
                return linesNow(directory);
            } catch (FileNotFoundException renamedMeanwhile) {
                // its new name is found in the next round
                continue;
            }
        }
    }

    private static List<String> linesNow(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(fileSystem(), directory)) {
            String text = new String(bytes(fileSystem(), file), StandardCharsets.UTF_8);
            int start = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
                lines.add(text.substring(start, end));
                start = end + 1;
            }
            if (start < text.length()) {
                lines.add("UNFINISHED " + text.substring(start));
            }
        }
        return lines;
    }

    private static byte[] bytes(FileSystem fileSystem, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FSDataInputStream in = fileSystem.open(file)) {
            IOUtils.copyBytes(in, bytes, 4096);
        }
        return bytes.toByteArray();
    }

    /** Whether nobody writes any of the files, none of which is renamed any more. */
    static boolean allClosed(Path directory) throws IOException {
        for (Path file : files(fileSystem(), directory)) {
            FileStatus status = fileSystem().getFileStatus(file);
            if (!fileSystem().isFileClosed(status.getPath())) {
                return false;
            }
        }
        return true;
    }
}
