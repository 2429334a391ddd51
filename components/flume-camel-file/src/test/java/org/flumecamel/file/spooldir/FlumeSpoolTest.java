/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.flumecamel.file.FlumeAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.spooldir.Spool.await;
import static org.flumecamel.file.spooldir.Spool.lines;

/** A file that Flume 1.11 has begun is read on where it has left it. */
class FlumeSpoolTest {

    @TempDir
    private Path directory;

    @Test
    void weGoOnWhereFlumeStopped() throws Exception {
        try (Spool spool = new Spool(directory)) {
            spool.placeLines("a.log", "a", 0, 30);
            spool.placeLines("b.log", "b", 0, 1000);
            spool.placeLines("c.log", "c", 0, 10);
            Path meta = spool.dir.resolve(".flumespool/.flumespool-main.meta");
            // a channel of 100 events that nobody empties stops it in the middle of the second file
            try (FlumeAgent flume = new FlumeAgent(directory, List.of("type = spooldir", "spoolDir = " + spool.dir,
                    "batchSize = 10"), 100, false)) {
                await().until(() -> Files.exists(spool.dir.resolve("a.log.COMPLETED")) && Files.exists(meta)
                                    && offset(meta, spool.dir) >= lines("b", 0, 70).stream()
                                            .mapToInt(line -> line.length() + 1).sum());
                flume.kill();
            }
            spool.start();
            spool.awaitNames("a.log.COMPLETED", "b.log.COMPLETED", "c.log.COMPLETED");
            assertThat(spool.delivered()).containsSequence(lines("b", 70, 1000)).containsSequence(lines("c", 0, 10))
                    .hasSize(940);
            assertThat(meta).doesNotExist();
            spool.place("b.log.again", "another file");
            spool.restart();
            await().until(() -> spool.probe.count() == 941);
        }
    }

    /** How far Flume's tracker says a file is read; -1 while it is written. */
    private static long offset(Path meta, Path directory) {
        try {
            return new FlumeTracker(meta.getParent()).read(directory, 1, 1).stream()
                    .mapToLong(file -> file.settled().position().offset()).sum();
        } catch (IOException e) {
            return -1;
        }
    }
}
