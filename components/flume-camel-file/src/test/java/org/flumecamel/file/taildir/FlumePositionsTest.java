/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.nio.file.Path;
import java.util.List;

import org.flumecamel.file.FlumeAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.taildir.Tail.all;
import static org.flumecamel.file.taildir.Tail.await;
import static org.flumecamel.file.taildir.Tail.lines;

/** An operator may change from Flume 1.11 to this source and back, and no line is lost or comes twice. */
class FlumePositionsTest {

    @TempDir
    private Path directory;

    @Test
    void flumeGoesOnWhereWeStoppedAndWeGoOnWhereFlumeStopped() throws Exception {
        try (Tail tail = new Tail(directory)) {
            tail.appendLines("a.log", "a", 0, 50);
            tail.appendLines("b.log", "b", 0, 30);
            tail.start();
            await().until(() -> tail.probe.count() == 80);
            tail.stop();

            tail.appendLines("a.log", "a", 50, 100);
            tail.appendLines("c.log", "c", 0, 20);
            try (FlumeAgent flume = new FlumeAgent(directory, List.of("type = TAILDIR", "filegroups = g",
                    "filegroups.g = " + tail.logs + "/.*[.]log", "positionFile = " + tail.positions), 100, true)) {
                await().until(() -> flume.lines().size() >= 70);
                assertThat(flume.lines()).containsExactlyInAnyOrderElementsOf(all(lines("a", 50, 100), lines("c", 0, 20)));
            }

            tail.probe.clear();
            tail.appendLines("a.log", "a", 100, 110);
            tail.rename("c.log", "renamed.log");
            tail.appendLines("renamed.log", "c", 20, 25);
            tail.start();
            await().until(() -> tail.probe.count() >= 15);
            assertThat(tail.delivered()).containsExactlyInAnyOrderElementsOf(all(lines("a", 100, 110), lines("c", 20, 25)));
            tail.expectNothingMore();
        }
    }
}
