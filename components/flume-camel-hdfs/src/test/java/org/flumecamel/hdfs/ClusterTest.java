/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.nio.file.Files;

import org.apache.camel.Exchange;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The sink on a real HDFS, when all is well. */
class ClusterTest extends ClusterTestSupport {

    @Test
    void whatIsAcknowledgedCanBeReadAtOnce() throws Exception {
        clusterSink("/%{b}");
        assertThat(send(inTurn(0, 1000, 20)).getException()).isNull();
        assertThat(clusterLines()).hasSize(1000);
        assertThat(clusterNames()).hasSize(20).allMatch(name -> name.endsWith(".tmp"));
        context.stop();
        assertThat(clusterNames()).hasSize(20).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(clusterLines()).containsExactlyInAnyOrderElementsOf(texts(0, 1000));
        assertThat(MiniHdfs.allClosed(base)).isTrue();
        assertThat(directory.resolve("open")).isEmptyDirectory();
    }

    @Test
    void filesAreRolledAndRenamedInTheBackground() throws Exception {
        clusterSink("", "rollCount: 10");
        for (int i = 0; i < 100; i += 20) {
            assertThat(send(numbers(i, i + 20)).getException()).isNull();
        }
        await().until(() -> clusterNames().stream().filter(name -> !name.endsWith(".tmp")).count() == 9);
        context.stop();
        assertThat(clusterNames()).hasSize(10).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(clusterLines()).isEqualTo(texts(0, 100));
    }

    @Test
    void idleFilesAreClosedByThemselves() throws Exception {
        clusterSink("/%{b}", "idleTimeout: 1");
        send(inTurn(0, 10, 5));
        await().until(() -> clusterNames().stream().noneMatch(name -> name.endsWith(".tmp")));
        assertThat(clusterLines()).hasSize(10);
        assertThat(MiniHdfs.allClosed(base)).isTrue();
    }

    @Test
    void propertiesOfTheClientAndItsFiles() throws Exception {
        Files.writeString(directory.resolve("core-site.xml"), "<configuration><property><name>fs.defaultFS</name><value>"
                                                              + MiniHdfs.cluster().getURI()
                                                              + "</value></property></configuration>");
        Files.writeString(directory.resolve("hdfs-site.xml"), "<configuration><property><name>dfs.replication</name>"
                                                              + "<value>2</value></property></configuration>");
        sinkTo(base.toUri().getPath() + "/%{b}", "configDirectory: " + directory, "hadoop.dfs.blocksize: 8192");
        send(inTurn(0, 1, 1));
        context.stop();
        Path file = MiniHdfs.files(MiniHdfs.fileSystem(), base).get(0);
        assertThat(MiniHdfs.fileSystem().getFileStatus(file).getReplication()).isEqualTo((short) 2);
        assertThat(MiniHdfs.fileSystem().getFileStatus(file).getBlockSize()).isEqualTo(8192);
    }

    @Test
    void aNameServiceWithADeadNameNode() throws Exception {
        String service = "hadoop.dfs";
        sinkTo("hdfs://logs" + base.toUri().getPath(), service + ".nameservices: logs",
            service + ".ha.namenodes.logs: 'n1,n2'", service + ".namenode.rpc-address.logs.n1: '127.0.0.1:1'",
            service + ".namenode.rpc-address.logs.n2: '127.0.0.1:" + MiniHdfs.cluster().getNameNodePort() + "'",
            service + ".client.failover.proxy.provider.logs:"
                + " org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider");
        assertThat(send(numbers(0, 10)).getException()).isNull();
        context.stop();
        assertThat(clusterLines()).isEqualTo(texts(0, 10));
        assertThat(clusterNames()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void viewfsLeadsToTheClusterOfAMount() throws Exception {
        sinkTo("viewfs://views/logs", "hadoop.fs.viewfs.mounttable.views.link./logs: " + base);
        MiniHdfs.fileSystem().mkdirs(base);
        assertThat(send(numbers(0, 10)).getException()).isNull();
        context.stop();
        assertThat(clusterLines()).isEqualTo(texts(0, 10));
    }

    @Test
    void webhdfsClosesAFileForEachBatch() throws Exception {
        String path = "webhdfs://127.0.0.1:" + MiniHdfs.cluster().getNameNode().getHttpAddress().getPort()
                      + base.toUri().getPath();
        sinkTo(path, "sync: CLOSE");
        assertThat(send(numbers(0, 10)).getException()).isNull();
        assertThat(send(numbers(10, 20)).getException()).isNull();
        assertThat(clusterLines()).isEqualTo(texts(0, 20));
        context.stop();
        assertThat(MiniHdfs.allClosed(base)).isTrue();
        assertThat(clusterNames()).hasSize(2).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void webhdfsCannotFlush() throws Exception {
        sinkTo("webhdfs://127.0.0.1:" + MiniHdfs.cluster().getNameNode().getHttpAddress().getPort() + base.toUri().getPath());
        assertThat(send(numbers(0, 10)).getException()).hasMessageContaining("sync");
        context.stop();
        assertThat(clusterNames()).isEmpty();
    }

    @Test
    void syncOnDisk() throws Exception {
        clusterSink("", "sync: hsync");
        assertThat(send(numbers(0, 10)).getException()).isNull();
        assertThat(clusterLines()).isEqualTo(texts(0, 10));
    }

    @Test
    void theUserIsTheOneThatIsAskedFor() throws Exception {
        MiniHdfs.fileSystem().mkdirs(base);
        MiniHdfs.fileSystem().setPermission(base, new FsPermission("777"));
        clusterSink("", "user: flume");
        send(numbers(0, 1));
        Path file = MiniHdfs.files(MiniHdfs.fileSystem(), base).get(0);
        assertThat(MiniHdfs.fileSystem().getFileStatus(file).getOwner()).isEqualTo("flume");
    }

    @Test
    void missingRightsEndTheStart() throws Exception {
        MiniHdfs.fileSystem().mkdirs(base);
        MiniHdfs.fileSystem().setPermission(base, new FsPermission("755"));
        assertThatThrownBy(() -> clusterSink("", "user: bob")).hasStackTraceContaining("Sink k1")
            .hasStackTraceContaining("Permission denied: user=bob, access=");
    }

    @Test
    void anUnknownHostEndsTheStart() {
        assertThatThrownBy(() -> sinkTo("hdfs://no-such-host.invalid:8020/logs")).hasStackTraceContaining("Sink k1")
            .hasStackTraceContaining("no-such-host.invalid");
    }

    @Test
    void aDirectoryWithoutSettingsEndsTheStart() {
        assertThatThrownBy(() -> clusterSink("", "configDirectory: " + directory.resolve("nothing")))
            .hasStackTraceContaining("configDirectory must be a directory with core-site.xml");
    }

    @Test
    void aNameNodeThatIsNotThereYetIsWaitedFor() throws Exception {
        sinkTo("hdfs://127.0.0.1:1/logs", "hadoop.ipc.client.connect.max.retries: 0");
        Exchange exchange = send(numbers(0, 10));
        assertThat(exchange.getException()).hasMessageContaining("10 of 10").hasMessageContaining("127.0.0.1:1");
    }
}
