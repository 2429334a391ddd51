/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged agent with a memory channel, killed while its log file is written. The bench has the long form:
 * {@code src/bench/run KILL}.
 */
class KillIT {

    private static final int KILLS = 3;
    private static final int LINES_PER_SECOND = 10_000;
    /** maxUnacknowledgedEvents of the routes. */
    private static final int IN_FLIGHT = 20_000;
    /** So many acknowledged events make the source write its positions. */
    private static final int NOT_YET_WRITTEN = 10_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "fault-roll", "fault-hdfs" })
    void aKilledAgentLosesNothingAndRepeatsLittle(String routes) throws Exception {
        Rig.Seed seed = Rig.seed();
        Rig rig = new Rig(directory, routes, LINES_PER_SECOND);
        try (Flow flow = rig.flow()) {
            List<KillRounds.Round> rounds = new KillRounds(flow, null, seed.value()).run(KILLS);
            assertThat(flow.end()).as("%s, %s", seed, rounds).isEmpty();
            assertThat(rounds).hasSize(KILLS)
                    .allSatisfy(round -> assertThat(round.again()).as("%s, %s", seed, rounds)
                            .isLessThanOrEqualTo(mayComeAgain(round)));
        }
    }

    /** What was written while the agent was down may be delivered at once, before the next look at the positions. */
    private static long mayComeAgain(KillRounds.Round round) {
        return IN_FLIGHT + NOT_YET_WRITTEN + Math.round(LINES_PER_SECOND * (round.freshSeconds() + 1));
    }
}
