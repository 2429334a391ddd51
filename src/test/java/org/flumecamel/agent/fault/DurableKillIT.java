/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged agent with a durable channel, killed while its log file is written and its sink is up, slow or down.
 * {@code -Dflumecamel.fault.rounds=300} makes it long, {@code -Dflumecamel.fault.seed} repeats a run.
 */
class DurableKillIT {

    @TempDir
    private Path directory;

    @Test
    void whatIsInTheChannelOutlivesTheKill() throws Exception {
        Rig.Seed seed = Rig.seed();
        int count = Integer.getInteger("flumecamel.fault.rounds", 30);
        Rig rig = new Rig(directory, "fault-durable", 5000);
        try (Flow flow = rig.flow()) {
            List<KillRounds.Round> rounds = new KillRounds(flow, rig.gate(), seed.value()).run(count);
            String what = seed + "\n" + rounds.stream().map(Object::toString).collect(Collectors.joining("\n"));
            assertThat(flow.end()).as(what).isEmpty();
            assertThat(rounds).as(what).hasSize(count)
                    .allSatisfy(round -> assertThat(round.again()).isLessThanOrEqualTo(Rig.BATCH))
                    .allSatisfy(round -> assertThat(round.twice()).as("twice in the channel").isZero());
            assertThat(rounds).as(what).filteredOn(round -> round.held() > 0).as("with lines in the channel only")
                    .hasSizeGreaterThanOrEqualTo(count / 5);
            assertThat(flow.agent().hasSaid("is cut off")).as("a journal that is said to be damaged, and is not").isFalse();
            System.out.println(what);
        }
    }
}
