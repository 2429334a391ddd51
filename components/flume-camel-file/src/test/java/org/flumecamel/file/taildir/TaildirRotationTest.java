/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.taildir.Tail.all;
import static org.flumecamel.file.taildir.Tail.lines;

/** Files that are renamed, truncated, deleted, packed or written anew are read once and to their end. */
class TaildirRotationTest {

    private static final String LIVE_ONLY = "app[.]log";
    private static final String ROTATED_TOO = "app[.]log.*";

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

    private void truncate(String name) throws IOException {
        try (FileChannel channel = FileChannel.open(tail.log(name), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { LIVE_ONLY, ROTATED_TOO })
    void aRenamedFileIsReadToItsEndAndNotAgain(String pattern) throws Exception {
        tail.matching(pattern).start();
        tail.appendLines("app.log", "old", 0, 10);
        tail.expect(lines("old", 0, 10));
        tail.rename("app.log", "app.log.1");
        tail.appendLines("app.log.1", "late", 0, 5);
        tail.expect(all(lines("old", 0, 10), lines("late", 0, 5)));
        tail.appendLines("app.log", "new", 0, 10);
        tail.expect(all(lines("old", 0, 10), lines("late", 0, 5), lines("new", 0, 10)));
        tail.appendLines("app.log.1", "later", 0, 3);
        tail.expect(all(lines("old", 0, 10), lines("late", 0, 5), lines("new", 0, 10), lines("later", 0, 3)));
        tail.restart();
        tail.appendLines("app.log", "new", 10, 12);
        tail.expect(all(lines("old", 0, 10), lines("late", 0, 5), lines("new", 0, 10), lines("later", 0, 3),
                lines("new", 10, 12)));
        tail.expectNothingMore();
    }

    @ParameterizedTest
    @ValueSource(strings = { LIVE_ONLY, ROTATED_TOO })
    void whatWasRenamedWhileNothingRanIsReadToItsEnd(String pattern) throws Exception {
        tail.matching(pattern).start();
        tail.appendLines("app.log", "old", 0, 10);
        tail.expect(lines("old", 0, 10));
        tail.stop();
        tail.appendLines("app.log", "old", 10, 20);
        tail.rename("app.log", "app.log.1");
        tail.appendLines("app.log", "new", 0, 5);
        tail.start();
        Tail.await().until(() -> tail.probe.count() >= 25);
        assertThat(tail.delivered()).containsExactlyInAnyOrderElementsOf(all(lines("old", 0, 20), lines("new", 0, 5)));
        tail.expectNothingMore();
    }

    @Test
    void aClosedFileThatWasRenamedIsFoundAgain() throws Exception {
        tail.matching(LIVE_ONLY).with("idleTimeout", 100).start();
        tail.appendLines("app.log", "old", 0, 10);
        tail.expect(lines("old", 0, 10));
        Path file = tail.log("app.log").toRealPath();
        Tail.await().until(() -> !isOpenHere(file));
        tail.rename("app.log", "app.log.1");
        tail.appendLines("app.log.1", "late", 0, 5);
        tail.expect(all(lines("old", 0, 10), lines("late", 0, 5)));
        Tail.await().until(() -> !isOpenHere(tail.log("app.log.1").toRealPath()));
    }

    private static boolean isOpenHere(Path file) throws IOException {
        try (var handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.anyMatch(handle -> {
                try {
                    return Files.readSymbolicLink(handle).equals(file);
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    @Test
    void copyTruncateIsReadFromTheBeginning() throws Exception {
        tail.matching(LIVE_ONLY).start();
        tail.appendLines("app.log", "old", 0, 10);
        tail.expect(lines("old", 0, 10));
        Files.copy(tail.log("app.log"), tail.log("app.log.1"));
        truncate("app.log");
        tail.appendLines("app.log", "new", 0, 3);
        tail.expect(all(lines("old", 0, 10), lines("new", 0, 3)));
        tail.restart();
        tail.appendLines("app.log", "new", 3, 20);
        tail.expect(all(lines("old", 0, 10), lines("new", 0, 20)));
        tail.expectNothingMore();
    }

    @Test
    void aTruncatedFileThatHasGrownPastThePositionIsReadFromTheBeginning() throws Exception {
        tail.matching(LIVE_ONLY).start();
        tail.appendLines("app.log", "old", 0, 3);
        tail.expect(lines("old", 0, 3));
        Path draft = directory.resolve("draft");
        Files.write(draft, lines("new", 0, 100));
        Files.copy(draft, Files.newOutputStream(tail.log("app.log"), StandardOpenOption.TRUNCATE_EXISTING));
        tail.expect(all(lines("old", 0, 3), lines("new", 0, 100)));
    }

    @Test
    void aFileWrittenAnewWithTheSameFirstLineIsReadFromTheBeginning() throws Exception {
        tail.matching(LIVE_ONLY).start();
        tail.append("app.log", "# header of every file\none\ntwo\n");
        tail.expect("# header of every file", "one", "two");
        Files.writeString(tail.log("app.log"), "# header of every file\nuno\ndos\ntre\n");
        tail.expect("# header of every file", "one", "two", "# header of every file", "uno", "dos", "tre");
    }

    @Test
    void aFileWrittenAnewWithTheSameLengthIsReadFromTheBeginning() throws Exception {
        tail.matching(LIVE_ONLY).start();
        tail.append("app.log", "# header of every file\none\ntwo\n");
        tail.expect("# header of every file", "one", "two");
        Files.writeString(tail.log("app.log"), "# header of every file\nuno\ndos\n");
        tail.expect("# header of every file", "one", "two", "# header of every file", "uno", "dos");
    }

    @Test
    void aFileWrittenAnewWhileNothingRanIsReadFromTheBeginning() throws Exception {
        tail.matching(LIVE_ONLY).start();
        tail.append("app.log", "# header of every file\none\ntwo\n");
        tail.expect("# header of every file", "one", "two");
        tail.stop();
        Files.writeString(tail.log("app.log"), "# header of every file\nuno\ndos\ntres\n");
        tail.start();
        tail.expect("# header of every file", "one", "two", "# header of every file", "uno", "dos", "tres");
        tail.restart();
        tail.expectNothingMore();
    }

    @Test
    void anInodeThatIsUsedAgainIsAnotherFile() throws Exception {
        tail.matching(LIVE_ONLY).start();
        tail.appendLines("app.log", "old", 0, 3);
        tail.expect(lines("old", 0, 3));
        tail.stop();
        // the same inode under the same name, with a content that is no continuation: what a new file looks like that got
        // the inode of a deleted one
        Files.writeString(tail.log("app.log"), "another-0\nanother-1\nanother-2\nanother-3\n");
        tail.start();
        tail.expect(all(lines("old", 0, 3), lines("another", 0, 4)));
        tail.restart();
        tail.appendLines("app.log", "another", 4, 6);
        tail.expect(all(lines("old", 0, 3), lines("another", 0, 6)));
    }

    @Test
    void theInodeOfAFileThatWasSkippedAndClosedMayBeUsedAgain() throws Exception {
        tail.appendLines("app.log", "skipped", 0, 3);
        tail.matching(LIVE_ONLY).with("skipToEnd", true).with("idleTimeout", 100).start();
        Path file = tail.log("app.log").toRealPath();
        Tail.await().until(() -> !isOpenHere(file));
        tail.rename("app.log", "deleted");
        Files.writeString(tail.log("deleted"), String.join("\n", lines("another", 0, 9)) + "\n");
        tail.rename("deleted", "app.log");
        tail.expect(lines("another", 0, 9));
        tail.expectNothingMore();
    }

    @Test
    void aFileThatWasSkippedMayBeWrittenAnewWhileNothingRuns() throws Exception {
        tail.appendLines("app.log", "skipped", 0, 3);
        tail.matching(LIVE_ONLY).with("skipToEnd", true).start();
        tail.expectNothingMore();
        tail.stop();
        Files.writeString(tail.log("app.log"), String.join("\n", lines("another", 0, 9)) + "\n");
        tail.start();
        tail.expect(lines("another", 0, 9));
    }

    @Test
    void aFileThatIsFoundAgainAfterAMomentIsNotReadAgain() throws Exception {
        tail.matching(LIVE_ONLY).with("idleTimeout", 1).start();
        tail.appendLines("app.log", "old", 0, 3);
        tail.expect(lines("old", 0, 3));
        for (int i = 0; i < 3; i++) {
            tail.expectNothingMore();
            tail.rename("app.log", "elsewhere");
            tail.expectNothingMore();
            tail.rename("elsewhere", "app.log");
            tail.appendLines("app.log", "new", i, i + 1);
            tail.expect(all(lines("old", 0, 3), lines("new", 0, i + 1)));
        }
    }

    @Test
    void aFileDeletedWhileItIsOpenIsReadToItsEnd() throws Exception {
        tail.matching(LIVE_ONLY).start();
        try (OutputStream writer = Files.newOutputStream(tail.log("app.log"))) {
            writer.write("one\n".getBytes());
            tail.expect("one");
            Files.delete(tail.log("app.log"));
            tail.expectNothingMore();
            writer.write("two\nthree\n".getBytes());
            tail.expect("one", "two", "three");
        }
        tail.append("app.log", "four\n");
        tail.expect("one", "two", "three", "four");
        tail.restart();
        tail.append("app.log", "five\n");
        tail.expect("one", "two", "three", "four", "five");
    }

    @Test
    void aDeletedFileIsClosedAndForgottenAfterAWhile() throws Exception {
        tail.matching(LIVE_ONLY).with("idleTimeout", 100).start();
        tail.append("app.log", "one\n");
        tail.expect("one");
        Tail.await().until(() -> Files.exists(tail.positions) && Files.readString(tail.positions).contains("app.log"));
        Files.delete(tail.log("app.log"));
        Tail.await().until(() -> Files.readString(tail.positions).equals("[]"));
    }

    @Test
    void aRotatedFileThatIsPackedIsReadOnce() throws Exception {
        tail.matching(LIVE_ONLY + "(.1)?").start();
        tail.appendLines("app.log", "old", 0, 10);
        tail.expect(lines("old", 0, 10));
        tail.rename("app.log", "app.log.1");
        tail.appendLines("app.log", "new", 0, 2);
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(tail.log("app.log.1.gz")))) {
            Files.copy(tail.log("app.log.1"), packed);
        }
        Files.delete(tail.log("app.log.1"));
        tail.appendLines("app.log", "new", 2, 4);
        tail.expect(all(lines("old", 0, 10), lines("new", 0, 4)));
        tail.restart();
        tail.expectNothingMore();
    }

    @Test
    void aFileMovedOverTheLiveOneIsAnotherFile() throws Exception {
        tail.matching(LIVE_ONLY).start();
        tail.appendLines("app.log", "old", 0, 3);
        tail.expect(lines("old", 0, 3));
        tail.appendLines("draft", "old", 0, 5);
        Files.move(tail.log("draft"), tail.log("app.log"), StandardCopyOption.REPLACE_EXISTING);
        tail.expect(all(lines("old", 0, 3), lines("old", 0, 5)));
    }

    @Test
    void symbolicLinksAreFollowedAndAFileWithTwoNamesIsReadOnce() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("a"), "one\n");
        Files.writeString(elsewhere.resolve("b"), "two\n");
        Files.createSymbolicLink(tail.log("app.log"), elsewhere.resolve("a"));
        tail.matching(ROTATED_TOO).start();
        tail.expect("one");
        Files.createSymbolicLink(tail.log("app.log.2"), elsewhere.resolve("a"));
        Files.createLink(tail.log("app.log.3"), elsewhere.resolve("a"));
        tail.expectNothingMore();
        Files.delete(tail.log("app.log"));
        Files.createSymbolicLink(tail.log("app.log"), elsewhere.resolve("b"));
        tail.expect("one", "two");
        Files.writeString(elsewhere.resolve("a"), "three\n", StandardOpenOption.APPEND);
        tail.expect("one", "two", "three");
        tail.restart();
        tail.expectNothingMore();
    }

    @Test
    void aChainOfRenamesIsFollowed() throws Exception {
        tail.matching(ROTATED_TOO).start();
        tail.appendLines("app.log", "a", 0, 3);
        tail.expect(lines("a", 0, 3));
        tail.rename("app.log", "app.log.1");
        tail.appendLines("app.log", "b", 0, 3);
        tail.expect(all(lines("a", 0, 3), lines("b", 0, 3)));
        tail.rename("app.log.1", "app.log.2");
        tail.rename("app.log", "app.log.1");
        tail.appendLines("app.log", "c", 0, 3);
        tail.expect(all(lines("a", 0, 3), lines("b", 0, 3), lines("c", 0, 3)));
        tail.stop();
        tail.rename("app.log.2", "app.log.3");
        tail.rename("app.log.1", "app.log.2");
        tail.rename("app.log", "app.log.1");
        tail.appendLines("app.log", "d", 0, 3);
        tail.start();
        tail.expect(all(lines("a", 0, 3), lines("b", 0, 3), lines("c", 0, 3), lines("d", 0, 3)));
        tail.expectNothingMore();
    }

    @Test
    void aDirectoryMayVanishAndComeBack() throws Exception {
        tail.start();
        tail.append("app.log", "one\n");
        tail.expect("one");
        Path aside = directory.resolve("aside");
        Files.move(tail.logs, aside);
        tail.expectNothingMore();
        Files.move(aside, tail.logs);
        tail.append("app.log", "two\n");
        tail.append("other.log", "three\n");
        Tail.await().until(() -> tail.probe.count() >= 3);
        assertThat(tail.delivered()).containsExactlyInAnyOrder("one", "two", "three");
        tail.restart();
        tail.expectNothingMore();
    }
}
