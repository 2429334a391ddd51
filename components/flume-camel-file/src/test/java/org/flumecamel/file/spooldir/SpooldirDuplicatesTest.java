/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.flumecamel.file.DurableProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.spooldir.Spool.await;
import static org.flumecamel.file.spooldir.Spool.lines;

/** What was put into a durable channel and is read again after a crash is put again under the same ids. */
class SpooldirDuplicatesTest {

    @TempDir
    private Path directory;
    private Spool spool;
    private DurableProbe probe;

    @BeforeEach
    void open() throws Exception {
        probe = new DurableProbe().hold();
        spool = new Spool(directory).with("batchSize", 10).to(probe);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    /** All that was put is not acknowledged, as if the process had been killed. */
    private void crashAfter(int offered) throws Exception {
        spool.start();
        await().until(() -> probe.offered() >= offered);
        spool.close();
        probe.holding(false);
    }

    @Test
    void nothingIsPutTwice() throws Exception {
        spool.placeLines("a.log", "a", 0, 55);
        spool.placeLines("b.log", "b", 0, 5);
        crashAfter(60);
        spool.start();
        probe.expect(120, 60, all(lines("a", 0, 55), lines("b", 0, 5)));
        spool.awaitNames("a.log.COMPLETED", "b.log.COMPLETED");
    }

    private static List<String> all(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    @Test
    void alsoWithOtherLimitsAndAnOtherName() throws Exception {
        Path file = spool.placeLines("a.log", "a", 0, 55);
        crashAfter(55);
        Files.move(file, file.resolveSibling("renamed.log"));
        spool.with("batchSize", 7).start();
        probe.expect(110, 55, lines("a", 0, 55));
        spool.awaitNames("renamed.log.COMPLETED");
    }

    @Test
    void whatWasSettledIsNotReadAgain() throws Exception {
        spool.placeLines("a.log", "a", 0, 100);
        spool.to(exchange -> {
            probe.holding(probe.offered() >= 50);
            probe.process(exchange);
        });
        spool.start();
        await().until(() -> probe.offered() == 100);
        await().until(() -> Files.readString(spool.dir.resolve(".flumespool/flumecamel-spool.tracker")).contains(" 50 -"));
        spool.close();
        probe.holding(false);
        spool.to(probe).start();
        probe.expect(150, 50, lines("a", 0, 100));
    }

    @Test
    void anotherFileOfTheSameNameAndContentArrives() throws Exception {
        spool.with("deletePolicy", "IMMEDIATE");
        probe.holding(false);
        spool.start();
        for (int i = 1; i <= 3; i++) {
            spool.placeLines("a.log", "a", 0, 10);
            int offered = 10 * i;
            await().until(() -> probe.offered() == offered && !Files.exists(spool.dir.resolve("a.log")));
        }
        assertThat(probe.suppressed()).isZero();
        assertThat(probe.events()).hasSize(30);
    }

    @Test
    void aTrackerThatWasCopiedUsesOtherIds() throws Exception {
        spool.placeLines("a.log", "a", 0, 10);
        crashAfter(10);
        Path tracker = spool.dir.resolve(".flumespool/flumecamel-spool.tracker");
        Path copy = Files.copy(tracker, tracker.resolveSibling("copy"));
        Files.move(copy, tracker, StandardCopyOption.REPLACE_EXISTING);
        spool.start();
        await().until(() -> probe.offered() == 20);
        assertThat(probe.suppressed()).isZero();
    }

    @Test
    void aTornLineIsLeftOut() throws Exception {
        spool.placeLines("a.log", "a", 0, 30);
        crashAfter(30);
        Files.writeString(spool.dir.resolve(".flumespool/flumecamel-spool.tracker"), "0badc0de at ", StandardOpenOption.APPEND);
        spool.start();
        probe.expect(60, 30, lines("a", 0, 30));
    }

    @Test
    void theTrackerStaysSmall() throws Exception {
        probe.holding(false);
        for (int i = 0; i < 1500; i++) {
            spool.place("f" + i, "x");
        }
        spool.start();
        await().until(() -> probe.offered() == 1500);
        await().until(() -> Files.size(spool.dir.resolve(".flumespool/flumecamel-spool.tracker")) < 100_000);
    }

    @Test
    void aFileWhoseEndCameBeforeItWasMarkedIsOnlyMarked() throws Exception {
        probe.holding(false);
        Path target = Files.createDirectories(directory.resolve("elsewhere")).resolve("tracker");
        spool.with("trackerDir", target).with("fileSuffix", "/no-such-directory/x").placeLines("a.log", "a", 0, 10);
        spool.start();
        await().until(() -> probe.offered() == 10);
        await().until(() -> Files.readString(target.resolve("flumecamel-spool.tracker")).contains("done"));
        spool.close();
        spool.with("fileSuffix", ".DONE").start();
        spool.awaitNames("a.log.DONE");
        assertThat(probe.offered()).isEqualTo(10);
    }
}
