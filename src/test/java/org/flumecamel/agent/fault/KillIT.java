/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    void aKilledAgentLosesNothingAndRepeatsLittle(String name) throws Exception {
        long seed = System.nanoTime();
        Path folder = Path.of(System.getProperty("agent.folder"));
        Path in = Files.createDirectory(directory.resolve("in"));
        Path out = Files.createDirectory(directory.resolve("out"));
        Path state = Files.createDirectory(directory.resolve("state"));
        Map<String, ?> values = Map.of("in", in, "out", out, "state", state, "pattern", "app\\.log(\\.\\d+)?");
        Path routes = routes(name);
        KillRounds.Agent agent = () -> PackagedAgent.start(folder, List.of("-Xmx256m"), values, routes, directory);
        KillRounds rounds = new KillRounds(agent, in, out, LINES_PER_SECOND, seed);
        Tally tally = rounds.run(KILLS);
        String what = "seed " + seed + ", " + rounds.rounds() + ", " + tally.strange();
        rounds.written().forEach((stream, lines) -> assertThat(tally.stream(stream).missing(lines)).as(what).isEmpty());
        assertThat(tally.altered()).as("altered: %s", what).isZero();
        assertThat(tally.torn()).as("torn: %s", what).isZero();
        assertThat(tally.disordered()).as("out of order: %s", what).isZero();
        assertThat(rounds.rounds()).hasSize(KILLS)
                .allSatisfy(round -> assertThat(round.again()).as(what).isLessThanOrEqualTo(mayComeAgain(round)));
    }

    /** What was written while the agent was down may be delivered at once, before the next look at the positions. */
    private static long mayComeAgain(KillRounds.Round round) {
        return IN_FLIGHT + NOT_YET_WRITTEN + Math.round(LINES_PER_SECOND * (round.freshSeconds() + 1));
    }

    private static Path routes(String name) throws URISyntaxException {
        return Path.of(PackagedAgent.class.getResource("/fault/" + name + ".yaml").toURI());
    }
}
