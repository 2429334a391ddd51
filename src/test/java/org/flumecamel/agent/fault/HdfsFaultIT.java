/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged agent writes to a cluster of processes, and one after the other is killed while its log file is written. Each
 * life of the agent writes another type of file. {@code -Dflumecamel.fault.rounds=10} makes it long,
 * {@code -Dflumecamel.fault.fileType=SequenceFile} keeps to one type, {@code -Dflumecamel.fault.seed} repeats a run,
 * {@code -Dflumecamel.fault.channel=seda:c1} puts a memory channel in between.
 */
class HdfsFaultIT {

    private static final int LINES_PER_SECOND = 3000;
    private static final List<String> TYPES = List.of("DataStream", "SequenceFile", "CompressedStream");
    private static final AtomicInteger OUTPUTS = new AtomicInteger();

    @TempDir
    private Path directory;

    private final Rig.Seed seed = Rig.seed();
    private final Random random = new Random(seed.value());
    private final int firstType = random.nextInt(TYPES.size());
    private int lives;
    private HdfsCluster cluster;
    private org.apache.hadoop.fs.Path output;
    private HdfsMirror mirror;
    private Flow flow;

    @BeforeEach
    void start() throws Exception {
        cluster = HdfsCluster.shared();
        output = new org.apache.hadoop.fs.Path(cluster.uri() + "/out" + OUTPUTS.incrementAndGet());
        Rig rig = new Rig(directory, "fault-hdfs-cluster", LINES_PER_SECOND).with("target", output)
                .with("conf", cluster.conf()).withEach("fileType", this::nextType)
                .withEach("codec", () -> type().equals("CompressedStream") ? "gzip" : "none");
        mirror = new HdfsMirror(cluster, output, directory.resolve("out"));
        flow = rig.flow(tally -> HdfsLines.count(cluster, output, tally));
    }

    @AfterEach
    void stop() throws Exception {
        flow.close();
        mirror.close();
    }

    private String nextType() {
        lives++;
        return type();
    }

    /** Of the files that this life of the agent writes. */
    private String type() {
        return System.getProperty("flumecamel.fault.fileType", TYPES.get((firstType + lives) % TYPES.size()));
    }

    private static int rounds(int otherwise) {
        return Integer.getInteger("flumecamel.fault.rounds", otherwise);
    }

    private void assertNothingIsLost() throws Exception {
        // all but the one that is being written
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> cluster.unfinished(output).size() <= 1);
        assertThat(flow.end()).as("%s", seed).isEmpty();
        assertThat(cluster.unfinished(output)).as("%s", seed).isEmpty();
        System.out.println(seed + ": " + flow.written() + " lines in " + cluster.files(output).size() + " files, "
                           + flow.arrivals().again() + " twice");
    }

    @Test
    void dataNodesThatAreKilledCostNothing() throws Exception {
        flow.start();
        for (int round = 0; round < rounds(2); round++) {
            int victim = random.nextInt(HdfsCluster.DATA_NODES);
            flow.run(500 + random.nextInt(1500));
            cluster.killDataNode(victim);
            flow.run(500 + random.nextInt(2000));
            cluster.startDataNode(victim);
            double seconds = flow.awaitFresh(120);
            cluster.awaitWhole();
            System.out.printf("DataNode killed: fresh lines %.1f s after its restart%n", seconds);
        }
        assertNothingIsLost();
    }

    @Test
    void aNameNodeThatIsKilledCostsNothing() throws Exception {
        flow.start();
        for (int round = 0; round < rounds(1); round++) {
            flow.run(500 + random.nextInt(1500));
            cluster.killNameNode();
            flow.run(500 + random.nextInt(4000));
            cluster.startNameNode();
            double seconds = flow.awaitFresh(180);
            cluster.awaitWhole();
            System.out.printf("NameNode killed: fresh lines %.1f s after its restart%n", seconds);
        }
        assertNothingIsLost();
    }

    @Test
    void anAgentThatIsKilledLosesNothingAndLeavesNothingOpen() throws Exception {
        int kills = rounds(3);
        List<KillRounds.Round> rounds = new KillRounds(flow, null, seed.value()).run(kills);
        long most = rounds.stream().mapToLong(KillRounds.Round::again).max().orElse(0);
        System.out.println(kills + " kills: at most " + most + " lines again after one");
        assertNothingIsLost();
        assertThat(flow.arrivals().again()).as("%s", seed).isLessThanOrEqualTo(kills * Rig.BATCH);
    }
}
