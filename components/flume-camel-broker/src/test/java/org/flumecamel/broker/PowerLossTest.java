/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was acknowledged is there after a power loss: of writes that nobody had synced, none or an arbitrary part is on the
 * disk. What was taken comes again only if no put was synced since. Covers the journal over NIO, page files, and the names of
 * both; AIO writes past the C library, where nothing can be watched.
 */
class PowerLossTest {

    private static final int WRITERS = 3;
    private static final long SEED = Long.getLong("flumecamel.seed", System.nanoTime());

    @TempDir
    Path folder;
    private ForgetfulDisk disk;

    @BeforeEach
    void makeDisk() throws Exception {
        Tool.GCC.require();
        disk = new ForgetfulDisk(folder);
    }

    /**
     * What is found after a power loss, and what must be.
     *
     * @param settled what was committed before a put had begun that was acknowledged
     */
    private record Outcome(Set<Integer> acknowledged, Set<Integer> taken, Set<Integer> settled, Set<Integer> found) {

        Set<Integer> lost() {
            Set<Integer> lost = new HashSet<>(acknowledged);
            lost.removeAll(taken);
            lost.removeAll(found);
            return lost;
        }
    }

    @RepeatedTest(3)
    void whatWasAcknowledgedIsThere() throws Exception {
        Random random = new Random(SEED + folder.hashCode());
        long seed = random.nextLong() >>> 1;
        boolean take = random.nextBoolean();

        Outcome outcome = lose(seed, true, take, 200 + random.nextInt(1500), random.nextInt(60));

        assertThat(outcome.lost()).as("lost, seed %s", seed).isEmpty();
        Set<Integer> twice = new HashSet<>(outcome.settled());
        twice.retainAll(outcome.found());
        assertThat(twice).as("taken twice, seed %s", seed).isEmpty();
    }

    @Test
    void withoutSyncMessagesAreLost() throws Exception {
        Outcome outcome = lose(1, false, false, 200, 0);

        assertThat(outcome.lost()).isNotEmpty();
    }

    private Outcome lose(long seed, boolean sync, boolean take, int puts, int survive) throws Exception {
        System.out.printf("seed %d: %d puts, %s, %d%% survive unsynced%n", seed, puts, take ? "with takes" : "no takes",
                survive);
        try (ChildProcess child = ChildProcess.java(List.of(), disk.environment(seed, survive), WriterChild.class,
                disk.root().resolve("data").toString(), Boolean.toString(sync), Integer.toString(WRITERS), "30000",
                Boolean.toString(take))) {
            child.await("ACK", puts);
            child.kill();
            Path left = folder.resolve("left");
            disk.restore(left);
            return new Outcome(child.numbers("ACK"), child.numbers("TAKE"), settled(child.said()),
                    WriterChild.found(left.resolve("data")));
        }
    }

    /** A take is synced with the next put. A put has begun after its writer's last one; every other one is into the journal. */
    private static Set<Integer> settled(List<String> said) {
        Set<Integer> later = new HashSet<>();
        Set<Integer> settled = new HashSet<>();
        boolean synced = false;
        for (int i = said.size() - 1; i >= 0; i--) {
            String[] line = said.get(i).split(" ");
            if (line[0].equals("ACK")) {
                int number = Integer.parseInt(line[1]);
                int next = number + WRITERS;
                synced |= next % 2 == 0 && later.contains(next);
                later.add(number);
            } else if (line[0].equals("DONE") && synced) {
                settled.add(Integer.valueOf(line[1]));
            }
        }
        return settled;
    }
}
