/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged agent and a log file that is rotated in every way while it is written. The bench has the long form:
 * {@code src/bench/run ROTATE}.
 */
class RotationIT {

    private static final int ROTATIONS = 10;
    private static final int LINES_PER_SECOND = 2000;
    private static final int SHORTEST_LIFE_MILLIS = 500;
    /** No reader can know lines of a file that is emptied right after they were written. */
    private static final double WINDOW_MILLIS = 800;

    @TempDir
    private Path directory;

    @Test
    void nothingIsLostOrRepeatedWhenOnlyTheLiveNameMatches() throws Exception {
        long seed = System.nanoTime();
        RotationReport report = rotate("app\\.log", 120_000, seed);
        assertThat(report.faults(WINDOW_MILLIS, false)).as("seed %d%n%s", seed, report).isEmpty();
    }

    /** Files are closed soon, so that new ones get the inodes of old ones. */
    @Test
    void nothingIsLostOrRepeatedWhenRotatedNamesMatchToo() throws Exception {
        long seed = System.nanoTime();
        RotationReport report = rotate("app\\.log(\\.\\d+)?", 200, seed);
        assertThat(report.faults(WINDOW_MILLIS, true)).as("seed %d%n%s", seed, report).isEmpty();
    }

    private RotationReport rotate(String pattern, int idle, long seed) throws Exception {
        Path folder = Path.of(System.getProperty("agent.folder"));
        Path in = Files.createDirectory(directory.resolve("in"));
        Path out = Files.createDirectory(directory.resolve("out"));
        Path state = Files.createDirectory(directory.resolve("state"));
        Map<String, ?> values = Map.of("in", in, "out", out, "state", state, "pattern", pattern, "idle", idle,
                "flume.home", PackagedAgent.home(folder, directory.resolve("home")));
        List<Generation> generations;
        try (JavaProcess agent = PackagedAgent.start(folder, List.of("-Xmx256m"), values,
                routes("fault-roll"), directory)) {
            RotatingWriter writer = new RotatingWriter(in, seed, LINES_PER_SECOND, SHORTEST_LIFE_MILLIS);
            writer.start();
            Quiet.awaitFirst(out, agent);
            generations = writer.run(ROTATIONS);
            Quiet.await(out, 2000, agent);
            agent.stop();
        }
        return new RotationReport(generations, new Tally(RotatingWriter.LONGEST).addAll(out));
    }

    private static Path routes(String name) throws URISyntaxException {
        return Path.of(PackagedAgent.class.getResource("/fault/" + name + ".yaml").toURI());
    }
}
