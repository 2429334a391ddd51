/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.camel.component.mock.MockEndpoint;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.io.IOUtils;
import org.flumecamel.testkit.DocumentedExample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The same on a cluster. */
class CamelHdfsClusterTest extends CamelHdfsTestSupport {

    private static MiniDFSCluster cluster;

    @TempDir
    private static Path disks;

    @BeforeAll
    static void startCluster() throws Exception {
        HdfsConfiguration configuration = new HdfsConfiguration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disks.toString());
        cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        cluster.waitActive();
    }

    @AfterAll
    static void stopCluster() {
        cluster.shutdown(true);
    }

    private static String hdfs(String path, String... options) {
        return "hdfs:localhost:" + cluster.getNameNodePort() + path + "?replication=1"
               + (options.length == 0 ? "" : "&") + String.join("&", options);
    }

    private static List<String> namesIn(String directory) throws Exception {
        FileStatus[] found = cluster.getFileSystem().globStatus(new org.apache.hadoop.fs.Path(directory, "*"));
        return Arrays.stream(found == null ? new FileStatus[0] : found)
                .map(FileStatus::getPath).map(org.apache.hadoop.fs.Path::getName).sorted().toList();
    }

    private static String textOf(String file) throws Exception {
        FileSystem files = cluster.getFileSystem();
        return new String(IOUtils.readFullyToByteArray(files.open(new org.apache.hadoop.fs.Path(file))), UTF_8);
    }

    @Test
    void writesAndReads() throws Exception {
        writeTo(hdfs("/logs", "splitStrategy=MESSAGES:2,IDLE:100", "checkIdleInterval=20"));
        for (String body : List.of("a", "b", "c")) {
            send(body);
        }
        await().until(() -> namesIn("/logs").stream().noneMatch(name -> name.endsWith(".opened")));
        MockEndpoint out = readFrom(hdfs("/logs"));
        await().until(() -> namesIn("/logs").stream().allMatch(name -> name.endsWith(".read")));
        // a slow machine may find a file idle before it is full
        assertThat(out.getExchanges().stream().flatMapToInt(e -> e.getMessage().getBody(String.class).chars()))
                .containsExactlyInAnyOrder((int) 'a', (int) 'b', (int) 'c');
    }

    @Test
    void whatIsAcknowledgedIsInTheCluster() throws Exception {
        writeTo(hdfs("/flushed", "splitStrategy=MESSAGES:10"));
        send("a");
        String open = "/flushed/" + namesIn("/flushed").get(0);
        assertThat(open).endsWith(".opened");
        assertThat(textOf(open)).isEqualTo("a");
    }

    @Test
    void appends() throws Exception {
        writeTo(hdfs("/appended/file", "append=true"));
        send("one ");
        send("two");
        assertThat(textOf("/appended/file")).isEqualTo("one two");
    }

    @Test
    void replacesAFileOnlyWhenTheNewOneIsThere() throws Exception {
        writeTo(hdfs("/replaced/file"));
        send("old");
        send("new ", Map.of(CamelHdfsConstants.HDFS_CLOSE, false));
        assertThat(textOf("/replaced/file")).isEqualTo("old");
        send("file");
        assertThat(textOf("/replaced/file")).isEqualTo("new file");
    }

    @Test
    void theExampleOfThePageRuns() throws Exception {
        routes(DocumentedExample.of("hdfs").replace("namenode:8020", "localhost:" + cluster.getNameNodePort())
                .replace("file:/data", "file:" + folder));
        template.sendBody("seda:orders", "an order");
        await().until(() -> !namesIn("/data/orders").isEmpty());
        await().until(() -> textOf("/data/orders/" + namesIn("/data/orders").get(0)).equals("an order"));
        try (var out = cluster.getFileSystem().create(new org.apache.hadoop.fs.Path("/data/results/a.csv"))) {
            out.writeBytes("1,2");
        }
        await().until(() -> namesIn("/data/results").equals(List.of("a.csv.read")));
        assertThat(texts("results")).containsExactly("1,2");
    }

    @Test
    void findsTheActiveNameNodeOfSeveral() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        writeTo("hdfs:my.cluster/named/file?replication=1&namedNodes=localhost:" + closed + ",localhost:"
                + cluster.getNameNodePort());
        send("x");
        assertThat(textOf("/named/file")).isEqualTo("x");
    }

    @Test
    void writesRecords() throws Exception {
        String records = "fileType=MAP_FILE&keyType=TEXT&valueType=LONG";
        writeTo(hdfs("/records", records));
        send(5, Map.of(CamelHdfsConstants.KEY, "five", CamelHdfsConstants.FILE_NAME, "map"));
        MockEndpoint out = getMockEndpoint("mock:out");
        out.expectedBodiesReceived(5L);
        out.expectedHeaderReceived(CamelHdfsConstants.KEY, "five");
        readFrom(hdfs("/records", "fileType=MAP_FILE"));
        out.assertIsSatisfied();
        assertThat(Files.exists(Path.of("/records"))).isFalse();
    }
}
