/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;

import org.flumecamel.core.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flumecamel.file.taildir.Tail.lines;

/** Every option does what it says, and a bad value stops the start with a message that names it. */
class TaildirOptionsTest {

    @TempDir
    private Path directory;
    private Tail tail;

    @BeforeEach
    void setUp() throws IOException {
        tail = new Tail(directory);
    }

    @AfterEach
    void tearDown() {
        tail.close();
    }

    private Event only() {
        Tail.await().until(() -> tail.probe.count() >= 1);
        assertThat(tail.events()).hasSize(1);
        return tail.events().get(0);
    }

    @Test
    void eventsHaveNoHeadersUnlessAskedFor() throws Exception {
        tail.append("app.log", "one\n");
        tail.start();
        assertThat(only().headers()).isEmpty();
    }

    @Test
    void headersOfAGroup() throws Exception {
        tail.with("headers.g.env", "prod").with("headers.g.team.name", "a b").append("app.log", "one\n");
        tail.start();
        assertThat(only().headers()).containsOnly(Map.entry("env", "prod"), Map.entry("team.name", "a b"));
    }

    @Test
    void fileHeader() throws Exception {
        tail.with("fileHeader", true).append("app.log", "one\n");
        tail.start();
        assertThat(only().headers()).containsEntry("file", tail.log("app.log").toString()).hasSize(1);
    }

    @Test
    void fileHeaderKey() throws Exception {
        tail.with("fileHeader", true).with("fileHeaderKey", "path").append("app.log", "one\n");
        tail.start();
        assertThat(only().headers()).containsEntry("path", tail.log("app.log").toString()).hasSize(1);
    }

    @Test
    void byteOffsetHeader() throws Exception {
        tail.with("byteOffsetHeader", true).append("app.log", "one\r\n\nthree\n");
        tail.start();
        tail.expect("one", "", "three");
        assertThat(tail.events()).extracting(event -> event.headers().get("byteoffset")).containsExactly("0", "5", "6");
        tail.append("app.log", "four\n");
        tail.expect("one", "", "three", "four");
        assertThat(tail.events().get(3).headers()).containsEntry("byteoffset", "12");
    }

    @Test
    void skipToEndIsForFilesThatAreThereAtTheStartWithoutAPosition() throws Exception {
        tail.with("skipToEnd", true).append("a.log", "skipped\n");
        tail.start();
        tail.append("a.log", "read\n");
        tail.expect("read");
        tail.append("b.log", "also read\n");
        tail.expect("read", "also read");
        tail.stop();
        tail.append("a.log", "later\n");
        tail.start();
        tail.expect("read", "also read", "later");
    }

    @Test
    void aFileThatWasSkippedKeepsItsPosition() throws Exception {
        tail.with("skipToEnd", true).append("a.log", "skipped\n");
        tail.start();
        tail.stop();
        tail.append("a.log", "written while nothing ran\n");
        tail.start();
        tail.expect("written while nothing ran");
    }

    @Test
    void filegroupsChoosesAndOrdersGroups() throws Exception {
        tail.with("filegroups.other", tail.logs + "/.*[.]txt").with("filegroups.third", tail.logs + "/.*[.]csv")
                .with("filegroups", "third other").with("headers.other.from", "other");
        tail.append("a.log", "log\n");
        tail.append("a.txt", "txt\n");
        tail.append("a.csv", "csv\n");
        tail.start();
        tail.expect("csv", "txt");
        assertThat(tail.events().get(1).headers()).containsEntry("from", "other");
        tail.expectNothingMore();
    }

    @Test
    void aPatternMatchesWholeNames() throws Exception {
        tail.matching("app[.]log").append("app.log.1", "no\n");
        tail.append("my-app.log", "no\n");
        tail.append("app.log", "yes\n");
        tail.start();
        tail.expect("yes");
        tail.expectNothingMore();
    }

    @Test
    void olderFilesAreReadFirst() throws Exception {
        tail.append("b.log", "old\n");
        tail.append("a.log", "new\n");
        Files.setLastModifiedTime(tail.log("b.log"), FileTime.fromMillis(1_000_000));
        tail.start();
        tail.expect("old", "new");
    }

    @Test
    void batchSizeAndBatchBytesCutBatches() throws Exception {
        tail.with("batchSize", 4).with("batchBytes", 20);
        tail.append("app.log", "1\n2\n3\n4\n5\n123456789\n123456789\n1234567890\n" + "x".repeat(30) + "\n");
        tail.start();
        Tail.await().until(() -> tail.probe.count() == 9);
        assertThat(tail.probe.batches()).extracting(batch -> batch.size()).containsExactly(4, 3, 1, 1);
    }

    @Test
    void maxBatchCountGivesOtherFilesTheirTurn() throws Exception {
        tail.with("batchSize", 2).with("maxBatchCount", 1);
        tail.appendLines("a.log", "a", 0, 6);
        Files.setLastModifiedTime(tail.log("a.log"), FileTime.fromMillis(1_000_000));
        tail.appendLines("b.log", "b", 0, 6);
        tail.start();
        Tail.await().until(() -> tail.probe.count() == 12);
        assertThat(tail.delivered().indexOf("b-0")).isLessThan(tail.delivered().indexOf("a-5"));
        assertThat(tail.delivered()).containsSubsequence(lines("a", 0, 6)).containsSubsequence(lines("b", 0, 6));
    }

    @Test
    void withoutMaxBatchCountAFileIsReadToItsEndFirst() throws Exception {
        tail.with("batchSize", 2).with("maxBatchCount", 0);
        tail.appendLines("a.log", "a", 0, 6);
        Files.setLastModifiedTime(tail.log("a.log"), FileTime.fromMillis(1_000_000));
        tail.appendLines("b.log", "b", 0, 6);
        tail.start();
        tail.expect(Tail.all(lines("a", 0, 6), lines("b", 0, 6)));
    }

    @Test
    void idleTimeoutShipsALastLineWithoutLineEnd() throws Exception {
        tail.with("idleTimeout", 200).append("app.log", "one\ntw");
        tail.start();
        tail.expect("one");
        tail.expect("one", "tw");
        tail.append("app.log", "o\nthree\n");
        tail.expect("one", "tw", "o", "three");
    }

    @Test
    void manyAcknowledgedEventsAreWrittenBeforeItIsTime() throws Exception {
        tail.with("writePosInterval", 600_000).with("batchSize", 1000).appendLines("app.log", "line", 10_000, 30_000);
        tail.start();
        Tail.await().until(() -> tail.probe.count() == 20_000);
        Tail.await().untilAsserted(() -> assertThat(tail.positions).content().containsPattern("\"pos\":\\d{5,}"));
    }

    @Test
    void writePosIntervalBoundsHowOftenPositionsAreWritten() throws Exception {
        tail.with("writePosInterval", 600_000).append("app.log", "one\n");
        tail.start();
        tail.expect("one");
        tail.expectNothingMore();
        assertThat(tail.positions).satisfiesAnyOf(path -> assertThat(path).doesNotExist(),
                path -> assertThat(path).content().doesNotContain("\"pos\":4"));
        tail.stop();
        assertThat(tail.positions).content().contains("\"pos\":4");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void newFilesAreFoundWhetherListingsAreCachedOrNot(boolean cached) throws Exception {
        tail.with("cachePatternMatching", cached).start();
        tail.append("a.log", "one\n");
        tail.expect("one");
        tail.append("b.log", "two\n");
        tail.expect("one", "two");
    }

    @Test
    void fewOpenFilesAreEnoughForManyFiles() throws Exception {
        tail.with("maxOpenFiles", 2);
        for (int i = 0; i < 5; i++) {
            tail.append(i + ".log", i + "\n");
        }
        tail.start();
        Tail.await().until(() -> tail.probe.count() == 5);
        for (int i = 0; i < 5; i++) {
            tail.append(i + ".log", i + " again\n");
        }
        Tail.await().until(() -> tail.probe.count() == 10);
        assertThat(tail.delivered()).doesNotHaveDuplicates();
    }

    @Test
    void positionFileMakesItsDirectories() throws Exception {
        tail.start();
        assertThat(tail.positions.getParent()).isDirectory();
    }

    @Test
    void aGroupIsNeeded() {
        assertRefused(tail.without("filegroups.g"), "filegroups.<name>");
    }

    @Test
    void theDirectoryMustExist() {
        assertRefused(tail.with("filegroups.g", directory + "/logs/missing/deep/.*"), "filegroups.g",
                directory + "/logs/missing/deep", directory + "/logs exists");
    }

    @Test
    void thePatternMustBeOne() {
        assertRefused(tail.with("filegroups.g", tail.logs + "/(.log"), "filegroups.g", "(.log");
    }

    @Test
    void groupsMustExist() {
        assertRefused(tail.with("filegroups", "g h"), "filegroups.h", "there are g");
        assertRefused(tail.without("filegroups").with("headers.h.env", "prod"), "headers.h.env", "there are g");
    }

    @ParameterizedTest
    @CsvSource({ "idleTimeout,0", "writePosInterval,0", "batchSize,0", "maxEventBytes,0", "maxEventBytes,2000000000",
        "maxOpenFiles,0", "backoffSleepIncrement,0", "maxBackoffSleep,-1" })
    void badNumbersAreRefused(String option, String value) {
        assertRefused(tail.with(option, value), option, value);
    }

    private static void assertRefused(Tail tail, String... words) {
        assertThatThrownBy(tail::start).satisfies(thrown -> {
            Throwable cause = thrown;
            while (cause.getCause() != null && !(cause instanceof IllegalArgumentException)) {
                cause = cause.getCause();
            }
            assertThat(cause).isInstanceOf(IllegalArgumentException.class);
            assertThat(cause.getMessage()).contains(List.of(words));
        });
    }
}
