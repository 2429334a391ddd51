/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.DatanodeReportType;

/** An HDFS of processes, which can be killed and started again: a NameNode and a few DataNodes. */
public final class HdfsCluster implements AutoCloseable {

    /** How many DataNodes the {@linkplain #shared() shared} one has. */
    public static final int DATA_NODES = 2;

    private static HdfsCluster shared;

    private final Path directory;
    private final URI uri;
    private final int httpPort = freePort();
    private final JavaProcess[] dataNodes;
    private JavaProcess nameNode;
    private DistributedFileSystem client;

    private HdfsCluster(Path directory, int dataNodes) throws IOException {
        this.directory = directory;
        this.uri = URI.create("hdfs://127.0.0.1:" + freePort());
        this.dataNodes = new JavaProcess[dataNodes];
        writeSettings();
    }

    /** The one that all tests of this JVM share, and which ends with it; everything runs. */
    public static synchronized HdfsCluster shared() throws Exception {
        if (shared == null) {
            HdfsCluster cluster = new HdfsCluster(Files.createTempDirectory("hdfs"), DATA_NODES);
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            cluster.start();
            shared = cluster;
        }
        return shared;
    }

    /**
     * Starts one.
     *
     * @param directory a new one, which goes when it is closed
     * @param dataNodes how many there are; each block is on all of them
     */
    public static HdfsCluster start(Path directory, int dataNodes) throws Exception {
        HdfsCluster cluster = new HdfsCluster(Files.createDirectories(directory), dataNodes);
        try {
            cluster.start();
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    private void start() throws Exception {
        awaitEnd(process("format", "namenode.NameNode", List.of(), "-format", "-nonInteractive"));
        startNameNode();
        for (int i = 0; i < dataNodes.length; i++) {
            startDataNode(i);
        }
        client = (DistributedFileSystem) FileSystem.newInstance(uri, configuration());
        awaitWhole();
    }

    /** A port of the loopback that nobody listens on at this moment. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void writeSettings() throws IOException {
        StringBuilder site = new StringBuilder("<configuration>\n");
        property(site, "fs.defaultFS", uri);
        property(site, "dfs.namenode.http-address", "127.0.0.1:" + httpPort);
        property(site, "dfs.namenode.name.dir", "file://" + directory + "/name");
        property(site, "dfs.datanode.data.dir", "file://" + directory + "/data${node}");
        property(site, "dfs.datanode.address", "127.0.0.1:0");
        property(site, "dfs.datanode.http.address", "127.0.0.1:0");
        property(site, "dfs.datanode.ipc.address", "127.0.0.1:0");
        property(site, "dfs.replication", dataNodes.length);
        property(site, "dfs.heartbeat.interval", 1);
        property(site, "dfs.namenode.heartbeat.recheck-interval", 1000);
        property(site, "dfs.namenode.safemode.extension", 0);
        property(site, "dfs.permissions.enabled", false);
        Path conf = Files.createDirectory(directory.resolve("conf"));
        Files.writeString(conf.resolve("core-site.xml"), site + "</configuration>\n");
        Files.writeString(conf.resolve("hdfs-site.xml"), site + "</configuration>\n");
    }

    private static void property(StringBuilder site, String name, Object value) {
        site.append("<property><name>").append(name).append("</name><value>").append(value).append("</value></property>\n");
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.addResource(new org.apache.hadoop.fs.Path(conf().resolve("core-site.xml").toUri()));
        // it gives up at once where a part is away
        configuration.setInt("ipc.client.connect.max.retries", 0);
        configuration.setInt("dfs.client.retry.times.get-last-block-length", 1);
        configuration.setInt("dfs.client.retry.interval-ms.get-last-block-length", 100);
        configuration.setInt("dfs.client.retry.window.base", 100);
        return configuration;
    }

    private JavaProcess process(String name, String main, List<String> jvm, String... arguments) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> all = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Dlog4j2.level=WARN"));
        all.addAll(jvm);
        all.addAll(List.of("-cp", conf() + System.getProperty("path.separator") + classPath,
                "org.apache.hadoop.hdfs.server." + main));
        all.addAll(List.of(arguments));
        return JavaProcess.start(all, directory, directory.resolve(name + ".log"));
    }

    private static void awaitEnd(JavaProcess format) {
        while (format.isAlive()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Starts the NameNode, which must not run. */
    public void startNameNode() throws IOException {
        nameNode = process("namenode", "namenode.NameNode", List.of());
    }

    /** Kills the NameNode. */
    public void killNameNode() throws InterruptedException {
        nameNode.requireAlive();
        nameNode.kill();
    }

    /** Starts a DataNode, which must not run. */
    public void startDataNode(int number) throws IOException {
        dataNodes[number] = process("datanode" + number, "datanode.DataNode", List.of("-Dnode=" + number));
    }

    /** Kills a DataNode. */
    public void killDataNode(int number) throws InterruptedException {
        dataNodes[number].requireAlive();
        dataNodes[number].kill();
    }

    /** Waits until the NameNode takes files and all DataNodes are there. */
    public void awaitWhole() {
        long began = System.nanoTime();
        while (!isWhole()) {
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(120)) {
                throw new IllegalStateException("The cluster does not start; the end of the NameNode's log:\n"
                                                + nameNode.endOfLog());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean isWhole() {
        try {
            return client.getDataNodeStats(DatanodeReportType.LIVE).length == dataNodes.length
                   && !client.setSafeMode(SafeModeAction.GET);
        } catch (IOException e) {
            return false;
        }
    }

    /** The address. */
    public URI uri() {
        return uri;
    }

    /** The directory with the settings for clients. */
    public Path conf() {
        return directory.resolve("conf");
    }

    /** A client; it gives up at once where the cluster is away. */
    public DistributedFileSystem client() {
        return client;
    }

    /** The files below a directory in the order of the numbers in their paths. */
    public List<FileStatus> files(org.apache.hadoop.fs.Path below) throws IOException {
        List<FileStatus> files = new ArrayList<>();
        if (client.exists(below)) {
            for (RemoteIterator<LocatedFileStatus> all = client.listFiles(below, true); all.hasNext();) {
                files.add(all.next());
            }
        }
        files.sort(Comparator.comparing(file -> file.getPath().toString(), Tally::compareNames));
        return files;
    }

    /** The files below a directory that are not finished: in use by their names, or open. */
    public List<String> unfinished(org.apache.hadoop.fs.Path below) throws IOException {
        List<String> unfinished = new ArrayList<>();
        for (FileStatus file : files(below)) {
            if (file.getPath().getName().endsWith(".tmp") || !client.isFileClosed(file.getPath())) {
                unfinished.add(file.getPath().toString());
            }
        }
        return unfinished;
    }

    @Override
    public void close() {
        if (nameNode != null) {
            nameNode.close();
        }
        for (JavaProcess dataNode : dataNodes) {
            if (dataNode != null) {
                dataNode.close();
            }
        }
        FileUtil.fullyDelete(directory.toFile());
    }
}
