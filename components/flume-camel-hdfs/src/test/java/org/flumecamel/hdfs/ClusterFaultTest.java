/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.core.serializer.SerializedEnding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** The sink on a real HDFS in trouble. */
class ClusterFaultTest extends ClusterTestSupport {

    @AfterEach
    void endTrouble() {
        TroubledFileSystem.none();
    }

    private void assertAllIsThereOnce(int events) throws Exception {
        context.stop();
        assertThat(clusterNames()).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(MiniHdfs.allClosed(base)).isTrue();
        assertThat(clusterLines()).containsExactlyInAnyOrderElementsOf(texts(0, events));
    }

    private Result health() {
        return HealthCheckRegistry.get(context).getCheck("flume-hdfs:k1").orElseThrow().call();
    }

    @Test
    void itsHealthIsNotShownWhereChecksAreSwitchedOff() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("flume.health.enabled", "false");
        clusterSink("");
        assertThat(HealthCheckRegistry.get(context).getCheck("flume-hdfs:k1")).isEmpty();
    }

    private String dataNodeOfTheOpenFile() throws IOException {
        Path open = MiniHdfs.files(MiniHdfs.fileSystem(), base).stream().filter(file -> file.getName().endsWith(".tmp"))
            .findFirst().orElseThrow();
        return MiniHdfs.fileSystem().getFileBlockLocations(open, 0, 1)[0].getNames()[0];
    }

    @Test
    void aDataNodeThatDiesWhileItIsWrittenToCostsNothing() throws Exception {
        clusterSink("", "hadoop.dfs.replication: 2", "retryInterval: 1");
        assertThat(send(numbers(0, 100)).getException()).isNull();
        MiniDFSCluster.DataNodeProperties dead = MiniHdfs.cluster().stopDataNode(dataNodeOfTheOpenFile());
        try {
            sendUntilDelivered(send(numbers(100, 200)));
        } finally {
            MiniHdfs.cluster().restartDataNode(dead, true);
            MiniHdfs.cluster().waitActive();
        }
        assertAllIsThereOnce(200);
    }

    @Test
    void lostReplicasRollAFileOnce() throws Exception {
        clusterSink("", "hadoop.dfs.replication: 3", "minBlockReplicas: 3",
            "hadoop.dfs.client.block.write.replace-datanode-on-failure.policy: NEVER");
        assertThat(send(numbers(0, 10)).getException()).isNull();
        MiniDFSCluster.DataNodeProperties dead = MiniHdfs.cluster().stopDataNode(dataNodeOfTheOpenFile());
        try {
            for (int i = 10; i < 60; i += 10) {
                sendUntilDelivered(send(numbers(i, i + 10)));
            }
            assertThat(clusterNames()).hasSize(2);
        } finally {
            MiniHdfs.cluster().restartDataNode(dead, true);
            MiniHdfs.cluster().waitActive();
        }
        assertAllIsThereOnce(60);
    }

    @Test
    void aNameNodeThatIsAwayPausesTheFlow() throws Exception {
        clusterSink("/%{b}", "retryInterval: 1", "hadoop.ipc.client.connect.max.retries: 0", "rollCount: 50");
        assertThat(send(inTurn(0, 100, 3)).getException()).isNull();
        MiniHdfs.cluster().shutdownNameNode(0);
        assertThat(health()).returns(State.UP, Result::getState);
        Exchange exchange = send(inTurn(100, 200, 3));
        assertThat(exchange.getException()).hasMessageContaining("Sink k1: ");
        assertThat(health()).returns(State.DOWN, Result::getState).extracting(Result::getMessage).asString()
            .contains("Sink k1 cannot write to " + base, "Its events stay in their channel");
        MiniHdfs.restartNameNode();
        sendUntilDelivered(exchange);
        assertThat(health()).returns(State.UP, Result::getState);
        await().until(() -> clusterNames().stream().filter(name -> name.endsWith(".tmp")).count() <= 3);
        assertAllIsThereOnce(200);
    }

    @Test
    void aClusterThatIsNotReadyAtTheStartIsHealthyLaterWithoutAnyEvent() throws Exception {
        MiniHdfs.fileSystem().setSafeMode(SafeModeAction.ENTER);
        try {
            clusterSink("", "callTimeout: 1000");
            assertThat(health()).returns(State.DOWN, Result::getState).extracting(Result::getMessage).asString()
                .contains("somebody has put it into safe mode");
        } finally {
            MiniHdfs.fileSystem().setSafeMode(SafeModeAction.LEAVE);
        }
        await().until(() -> health().getState() == State.UP);
    }

    @Test
    void aFullQuotaIsTriedAgainUntilThereIsRoom() throws Exception {
        MiniHdfs.fileSystem().mkdirs(base);
        MiniHdfs.fileSystem().setQuota(base, HdfsConstants.QUOTA_DONT_SET, 4096);
        clusterSink("", "retryInterval: 1");
        Exchange exchange = send(numbers(0, 10));
        assertThat(exchange.getException()).hasMessageContaining("10 of 10")
            .hasMessageContaining("the quota of a directory is used up");
        assertThat(health()).returns(State.DOWN, Result::getState).extracting(Result::getMessage).asString()
            .contains("the quota of a directory is used up");
        MiniHdfs.fileSystem().setQuota(base, HdfsConstants.QUOTA_RESET, HdfsConstants.QUOTA_RESET);
        assertThat(again(exchange).getException()).isNull();
        assertThat(health()).returns(State.UP, Result::getState);
        await().until(() -> clusterNames().size() == 1);
        assertAllIsThereOnce(10);
        assertThat(HealthCheckRegistry.get(context).getCheck("flume-hdfs:k1")).as("of a sink that has stopped").isEmpty();
    }

    @Test
    void aCallThatHangsHoldsUpNoOtherBucket() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        clusterSink("/%{b}", TroubledFileSystem.OPTION, "callTimeout: 3000", "retryInterval: 1");
        assertThat(send(inTurn(0, 10, 5)).getException()).isNull();
        TroubledFileSystem.set((operation, path, done) -> {
            if (operation.equals("flush") && path.toString().contains("/b3/")) {
                awaitWhateverHappens(end);
            }
        });
        Exchange exchange = send(inTurn(10, 20, 5));
        assertThat(exchange.getException()).hasMessageContaining("2 of 10").hasMessageContaining("callTimeout")
            .hasMessageContaining("/b3");
        assertThat(health()).returns(State.DOWN, Result::getState).extracting(Result::getMessage).asString()
            .contains("did not answer for 3000 ms (callTimeout)");
        assertThat(clusterLines()).containsAll(texts(0, 10)).contains("10", "11", "12", "14", "15", "16", "17", "19");
        assertThat(send(event("20", "b", "b4")).getException()).as("another bucket, while the call hangs").isNull();
        TroubledFileSystem.none();
        assertThat(again(exchange).getException()).isNull();
        end.countDown();
        await().until(() -> clusterNames().stream().filter(name -> name.startsWith("b3/")).count() == 2
                            && clusterNames().stream().filter(name -> name.endsWith(".tmp")).count() == 5);
        assertAllIsThereOnce(21);
    }

    private static void awaitWhateverHappens(CountDownLatch end) {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException ignored) {
                // the worst kind of call hears of nothing
            }
        }
    }

    @Test
    void stopDoesNotWaitForACallThatHangs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        clusterSink("", TroubledFileSystem.OPTION, "callTimeout: 3000");
        assertThat(send(numbers(0, 10)).getException()).isNull();
        TroubledFileSystem.set((operation, path, done) -> awaitWhateverHappens(end));
        assertTimeout(Duration.ofSeconds(30), () -> context.stop());
        end.countDown();
    }

    @Test
    void anAnswerThatIsLostLeavesNoFileBehind() throws Exception {
        clusterSink("", TroubledFileSystem.OPTION, "retryInterval: 1");
        TroubledFileSystem.set((operation, path, done) -> {
            if (operation.equals("create") && done) {
                throw new IOException("the answer is lost");
            }
        });
        Exchange exchange = send(numbers(0, 10));
        assertThat(exchange.getException()).hasMessageContaining("the answer is lost");
        TroubledFileSystem.none();
        assertThat(again(exchange).getException()).isNull();
        await().until(() -> clusterNames().size() == 1);
        assertAllIsThereOnce(10);
    }

    @Test
    void aFileThatCannotBeClosedOrRenamedIsTriedAgain() throws Exception {
        clusterSink("", TroubledFileSystem.OPTION, "retryInterval: 1", "rollCount: 10");
        HashSet<String> failed = new HashSet<>();
        TroubledFileSystem.set((operation, path, done) -> {
            if ((operation.equals("close") || operation.equals("rename")) && failed.add(operation)) {
                throw new IOException(operation + " does not work");
            }
        });
        for (int i = 0; i < 40; i += 10) {
            assertThat(send(numbers(i, i + 10)).getException()).isNull();
        }
        await().until(() -> clusterNames().stream().filter(name -> name.endsWith(".tmp")).count() == 1);
        assertThat(failed).containsExactlyInAnyOrder("close", "rename");
        assertAllIsThereOnce(40);
    }

    @Test
    void aBatchIsNotAcknowledgedBeforeItsFileIsClosed() throws Exception {
        clusterSink("", TroubledFileSystem.OPTION, "sync: close", "retryInterval: 1");
        TroubledFileSystem.set((operation, path, done) -> {
            if (operation.equals("close")) {
                throw new IOException("cannot be closed");
            }
        });
        Exchange exchange = send(numbers(0, 10));
        assertThat(exchange.getException()).hasMessageContaining("cannot be closed");
        TroubledFileSystem.none();
        assertThat(again(exchange).getException()).isNull();
        await().until(() -> clusterNames().size() == 1);
        assertAllIsThereOnce(10);
    }

    @Test
    void filesOfACrashedProcessAreFinishedAfterTheStart() throws Exception {
        String authority = base.toUri().getAuthority();
        try (OpenFiles crashed = OpenFiles.claim(directory.resolve("open"), "flume-hdfs-k1@" + authority)) {
            for (String name : new String[] { "torn", "whole", "empty", "onlytorn", "gone", "closed", "text" }) {
                crashed.opening(base + "/" + name + ".tmp", base + "/" + name,
                    "text".equals(name) ? SerializedEnding.UNKNOWN : SerializedEnding.LINES);
            }
            crashed.opening("hdfs://elsewhere:8020/logs/x.tmp", "hdfs://elsewhere:8020/logs/x", SerializedEnding.LINES);
        }
        // clients that never close what they write, as if they were dead
        leave("torn", "one\ntwo\nthr");
        leave("whole", "one\ntwo\n");
        leave("empty", "");
        leave("onlytorn", "on");
        leave("text", "one{two");
        leave("closed", "three\nfour\n").close();
        leave("somebody", "else\n");
        clusterSink("/%{b}", "retryInterval: 1");
        await().until(() -> clusterNames().equals(List.of("closed", "somebody.tmp", "text", "torn", "whole")));
        await().until(() -> directory.resolve("open").toFile().list().length == 1);
        assertThat(clusterLines()).containsExactlyInAnyOrder("three", "four", "else", "UNFINISHED one{two", "one", "two", "one",
            "two");
        MiniHdfs.fileSystem().delete(new Path(base, "somebody.tmp"), false);
        context.stop();
        assertThat(MiniHdfs.allClosed(base)).isTrue();
        try (OpenFiles left = OpenFiles.claim(directory.resolve("open"), "flume-hdfs-k1@" + authority)) {
            assertThat(left.abandoned()).as("of another cluster").singleElement()
                .satisfies(record -> assertThat(record.inUse()).contains("elsewhere"));
        }
    }

    private FSDataOutputStream leave(String name, String text) throws IOException {
        FileSystem client = FileSystem.newInstance(base.toUri(), MiniHdfs.cluster().getConfiguration(0));
        FSDataOutputStream out = client.create(new Path(base, name + ".tmp"));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.hflush();
        return out;
    }
}
