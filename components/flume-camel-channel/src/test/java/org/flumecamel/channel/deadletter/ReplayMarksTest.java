/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReplayMarksTest {

    @TempDir
    Path directory;
    private DeadLetterFile file;
    private Path marksFile;

    @BeforeEach
    void write() throws IOException {
        file = Letters.write(directory.resolve("c1-1.avro"), 2, 5);
        marksFile = directory.resolve("c1-1.avro.marks");
    }

    private static LetterId id(long block, int index) {
        return new LetterId(block, index);
    }

    @Test
    void keepWhatWasAddedInRuns() throws IOException {
        try (ReplayMarks marks = ReplayMarks.open(file)) {
            marks.add(List.of(id(400, 0), id(400, 1), id(400, 2), id(400, 4), id(900, 5)));
            marks.add(List.of(id(900, 6)));
            assertThat(marks.size()).isEqualTo(6);
        }
        assertThat(marksFile).hasContent("400 0 2\n400 4 4\n900 5 5\n900 6 6\n");
        ReplayMarks marks = ReplayMarks.of(file);
        assertThat(marks.size()).isEqualTo(6);
        assertThat(marks.has(id(400, 2))).isTrue();
        assertThat(marks.has(id(400, 3))).isFalse();
        assertThat(marks.has(id(901, 5))).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(marksFile))).isEqualTo("rw-------");
    }

    @Test
    void aFileWithoutMarksHasNone() throws IOException {
        assertThat(ReplayMarks.of(file).size()).isZero();
        assertThat(marksFile).doesNotExist();
    }

    @Test
    void aLineThatACrashHasCutCountsForNothingAndIsWrittenAnew() throws IOException {
        Files.writeString(marksFile, "400 0 2\n900 1");
        assertThat(ReplayMarks.of(file).size()).isEqualTo(3);
        try (ReplayMarks marks = ReplayMarks.open(file)) {
            assertThat(marks.has(id(900, 1))).isFalse();
            marks.add(List.of(id(900, 1)));
        }
        assertThat(marksFile).hasContent("400 0 2\n900 1 1\n");
    }

    @Test
    void onlyOneMayAddAtATime() throws IOException {
        try (ReplayMarks marks = ReplayMarks.open(file)) {
            assertThatThrownBy(() -> ReplayMarks.open(file)).isInstanceOf(IOException.class)
                    .hasMessageContaining("Another replay is at work").hasMessageContaining("c1-1.avro");
            marks.add(List.of(id(400, 0)));
            assertThat(ReplayMarks.of(file).size()).as("but others may look").isEqualTo(1);
        }
        ReplayMarks.open(file).close();
    }

    @Test
    void goWhenTheFileHasGone() throws IOException {
        try (ReplayMarks marks = ReplayMarks.open(file)) {
            marks.add(List.of(id(400, 0)));
            marks.delete();
        }
        assertThat(marksFile).doesNotExist();
    }

    @Test
    void linesOfSomethingElseAreSkipped() throws IOException {
        Files.writeString(marksFile, "\n400 0 0\n", StandardOpenOption.CREATE);
        assertThat(ReplayMarks.of(file).size()).isEqualTo(1);
    }
}
