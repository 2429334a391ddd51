/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;

import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flumecamel.file.spooldir.Spool.await;
import static org.flumecamel.file.spooldir.Spool.lines;

class SpooldirOptionsTest {

    @TempDir
    private Path directory;
    private Spool spool;

    @BeforeEach
    void open() throws Exception {
        spool = new Spool(directory);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void completedFilesGetTheSuffix() throws Exception {
        spool.placeLines("a.log", "a", 0, 3);
        spool.with("fileSuffix", ".DONE").start();
        spool.awaitNames("a.log.DONE");
        spool.expect(lines("a", 0, 3));
        assertThat(spool.events()).extracting(Event::headers).allSatisfy(headers -> assertThat(headers).isEmpty());
    }

    @Test
    void completedFilesAreDeletedWhenAskedTo() throws Exception {
        spool.placeLines("a.log", "a", 0, 3);
        spool.with("deletePolicy", "immediate").start();
        spool.awaitNames();
        spool.expect(lines("a", 0, 3));
    }

    @Test
    void theSpoolDirectoryIsLeftAsItIsWithATrackerDirectory() throws Exception {
        spool.placeLines("a.log", "a", 0, 3);
        spool.placeLines("below/b.log", "b", 0, 3);
        Path tracker = directory.resolve("tracker");
        spool.with("trackingPolicy", "tracker_dir").with("trackerDir", tracker).with("recursiveDirectorySearch", true).start();
        await().until(() -> Files.exists(tracker.resolve("a.log.COMPLETED"))
                            && Files.exists(tracker.resolve("below/b.log.COMPLETED")));
        spool.awaitNames("a.log", "below/b.log");
        spool.restart();
        spool.placeLines("c.log", "c", 0, 1);
        spool.expect("a-0", "a-1", "a-2", "b-0", "b-1", "b-2", "c-0");
    }

    @Test
    void headersNameTheFile() throws Exception {
        spool.placeLines("a.log", "a", 0, 1);
        spool.with("fileHeader", true).with("fileHeaderKey", "path").with("basenameHeader", true)
                .with("basenameHeaderKey", "name").start();
        spool.expect("a-0");
        assertThat(spool.events().get(0).headers()).containsEntry("path", spool.dir.resolve("a.log").toString())
                .containsEntry("name", "a.log").hasSize(2);
    }

    @Test
    void namesAreIncludedAndIgnoredAsAWhole() throws Exception {
        for (String name : List.of("a.log", "a.log.1", "b.log", "c.txt", ".hidden.log")) {
            spool.place(name, name + "\n");
        }
        spool.with("includePattern", "[a-z][.]log.*").with("ignorePattern", "b[.]log").start();
        spool.awaitNames("a.log.1.COMPLETED", "a.log.COMPLETED", "b.log", "c.txt");
        spool.expect("a.log", "a.log.1");
        assertThat(spool.dir.resolve(".hidden.log")).exists();
    }

    @Test
    void theOldestComesFirst() throws Exception {
        place("new", 3);
        place("b", 1);
        place("a", 1);
        spool.start();
        spool.expect("a", "b", "new");
    }

    @Test
    void theYoungestComesFirstWhenAskedTo() throws Exception {
        place("new", 3);
        place("b", 1);
        place("a", 1);
        spool.with("consumeOrder", "youngest").start();
        spool.expect("new", "a", "b");
    }

    private void place(String name, int second) throws Exception {
        Files.setLastModifiedTime(spool.place(name, name), FileTime.fromMillis(1_600_000_000_000L + second * 1000L));
    }

    @Test
    void anyOrderReadsAll() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            spool.place(name, name);
        }
        spool.with("consumeOrder", "random").start();
        await().until(() -> spool.probe.count() == 3);
        assertThat(spool.delivered()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void directoriesBelowAreSearchedWhenAskedTo() throws Exception {
        spool.place("one/two/a.log", "a");
        spool.place(".hidden/b.log", "b");
        spool.place("ignored/c.log", "c");
        spool.with("recursiveDirectorySearch", true).with("ignorePattern", "ignored").start();
        spool.awaitNames("ignored/c.log", "one/two/a.log.COMPLETED");
        spool.expect("a");
        spool.place("one/later/d.log", "d");
        spool.expect("a", "d");
    }

    @Test
    void directoriesBelowAreNotSearchedOtherwise() throws Exception {
        spool.place("one/a.log", "a");
        spool.place("b.log", "b");
        spool.start();
        spool.awaitNames("b.log.COMPLETED", "one/a.log");
        spool.expect("b");
    }

    @Test
    void aFileThatMayStillBeWrittenWaits() throws Exception {
        spool.with("minAge", 1500).start();
        Path file = Files.writeString(spool.dir.resolve("a.log"), "a");
        long since = System.nanoTime();
        Files.writeString(file, "ab");
        spool.expect("ab");
        assertThat((System.nanoTime() - since) / 1_000_000).isGreaterThanOrEqualTo(1400);
    }

    @Test
    void filtersAndSortersOfTheFileComponentFit() throws Exception {
        spool.place("b.log", "b");
        spool.place("long.log", "long");
        spool.place("a.log", "a");
        GenericFileFilter<File> small = file -> file.getFileLength() < 3;
        Comparator<GenericFile<File>> byName = Comparator.comparing(GenericFile::getFileName);
        spool.bind("small", small).bind("byName", byName).with("filter", "#bean:small").with("sorter", "#bean:byName").start();
        spool.awaitNames("a.log.COMPLETED", "b.log.COMPLETED", "long.log");
        spool.expect("a", "b");
    }

    @Test
    void batchesAreCutByEventsAndBytesAndNeverHoldTwoFiles() throws Exception {
        spool.place("a.log", "1\n2\n3\n4\n5\n");
        spool.place("b.log", "x".repeat(60) + "\n" + "y".repeat(60) + "\nz\n");
        spool.with("batchSize", 2).with("batchBytes", 100).start();
        await().until(() -> spool.probe.count() == 8);
        assertThat(spool.probe.batches()).extracting(batch -> batch.size()).containsExactly(2, 2, 1, 1, 2);
    }

    @Test
    void aFileWithoutEventsGivesOneThatIsEmpty() throws Exception {
        spool.place("empty", "");
        spool.with("basenameHeader", true).start();
        spool.awaitNames("empty.COMPLETED");
        spool.expect("");
        assertThat(spool.events().get(0).headers()).containsEntry("basename", "empty");
    }

    @Test
    void eventIdsAreTheSameAfterARestart() throws Exception {
        spool.placeLines("a.log", "a", 0, 30);
        spool.with("idHeader", "id").with("batchSize", 10).start();
        await().until(() -> spool.probe.count() == 30);
        assertThat(spool.events()).extracting(event -> event.headers().get("id")).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    void aMissingDirectoryStopsTheStart() {
        assertProblem("spoolDir", directory.resolve("none").toString(), "is not a directory that exists");
    }

    @Test
    void wrongValuesStopTheStart() {
        assertProblem("includePattern", "(", "includePattern is not a regular expression");
        assertProblem("inputCharset", "klingon", "inputCharset must be a character set");
        assertProblem("inputCharset", "ISO-2022-JP", "cannot be read line by line");
        assertProblem("deserializer", "Nonsense", "deserializer must be LINE, AVRO, BLOB");
        assertProblem("deserializer.nonsense", "1", "deserializer LINE has no option nonsense");
        assertProblem("deserializer.maxLineLength", "0", "deserializer.maxLineLength must be above 0");
        assertProblem("fileSuffix", ".QUARANTINED", "must differ");
        assertProblem("pollDelay", "0", "pollDelay must be above 0");
    }

    private void assertProblem(String option, String value, String message) {
        assertThatThrownBy(() -> {
            try (Spool wrong = new Spool(directory).with(option, value)) {
                wrong.start();
            }
        }).as(option).hasStackTraceContaining(message);
    }

    @Test
    void twoSourcesDoNotShareATrackerDirectory() throws Exception {
        spool.start();
        assertThatThrownBy(() -> {
            try (Spool second = new Spool(directory)) {
                second.start();
            }
        }).hasStackTraceContaining("give each flume-spooldir a trackerDir of its own");
    }
}
