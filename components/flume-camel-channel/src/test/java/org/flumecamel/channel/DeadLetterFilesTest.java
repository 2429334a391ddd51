/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.flumecamel.channel.deadletter.DeadLetter;
import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.DeadLetterFolder;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a dead letter is written. */
class DeadLetterFilesTest {

    private static final long PLENTY = 1 << 20;

    @TempDir
    Path folder;
    private Path directory;
    private DeadLetterFiles files;

    @BeforeEach
    void open() throws IOException {
        directory = folder.resolve("new/deadletter");
        files = new DeadLetterFiles(directory, "c1");
        files.open();
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    private static List<DeadLetter> letters(int from, int to) {
        List<DeadLetter> letters = new ArrayList<>();
        for (int i = from; i < to; i++) {
            letters.add(new DeadLetter(Event.of(Map.of("n", "" + i), new byte[50]), "r" + i, "o", i));
        }
        return letters;
    }

    /** Letters of which one less than there are can be written. */
    private static List<DeadLetter> broken(int from, int to) {
        return new ArrayList<>(letters(from, to)) {

            private static final long serialVersionUID = 1L;

            @Override
            public Iterator<DeadLetter> iterator() {
                return Stream.concat(stream().limit(size() - 1), Stream.generate(() -> {
                    throw new IllegalStateException("no more can be written");
                })).map(DeadLetter.class::cast).iterator();
            }
        };
    }

    private List<DeadLetterFile> list() throws IOException {
        return new DeadLetterFolder(directory).files("c1");
    }

    private List<Long> times() throws IOException {
        List<Long> times = new ArrayList<>();
        for (DeadLetterFile file : list()) {
            file.read((id, letter) -> times.add(letter.time()));
        }
        return times;
    }

    @Test
    void filesAndTheirDirectoryAreTheOwnersOnly() throws IOException {
        files.write(letters(0, 1), PLENTY, PLENTY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list().get(0).path()))).isEqualTo("rw-------");
    }

    @Test
    void aDirectoryThatIsThereKeepsItsPermissions() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        new DeadLetterFiles(directory, "c2").open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwxr-x---");
    }

    @Test
    void whatIsWrittenCanBeReadAtOnceAndTheFileIsSaidToBeInUse() throws IOException {
        files.write(letters(0, 3), PLENTY, PLENTY);
        files.write(letters(3, 5), PLENTY, PLENTY);
        assertThat(times()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(list()).singleElement().satisfies(file -> assertThat(file.isInUse()).isTrue());
        files.close();
        assertThat(list().get(0).isInUse()).isFalse();
    }

    @Test
    void aLargeFileIsFollowedByAnother() throws IOException {
        for (int i = 0; i < 6; i++) {
            files.write(letters(i, i + 1), PLENTY, 500);
        }
        assertThat(list().size()).isBetween(2, 6);
        assertThat(times()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void allFilesOfTheNameCountForTheLimit() throws IOException {
        files.write(letters(0, 10), PLENTY, PLENTY);
        long used = files.used();
        assertThatThrownBy(() -> files.write(letters(10, 11), used, PLENTY)).isInstanceOf(IOException.class)
                .hasMessageContaining("full").hasMessageContaining(used + " bytes").hasMessageContaining("maxBytes");
        Files.writeString(directory.resolve("c1-other-1.avro"), "x".repeat(10_000));
        Files.writeString(directory.resolve("c1-1.avro.replayed"), "x".repeat(10_000));
        files.write(letters(10, 11), used + 200, PLENTY);
        assertThat(times()).hasSize(11);
    }

    @Test
    void headersAndReasonsCountForTheLimitToo() {
        DeadLetter wordy = new DeadLetter(Event.of(Map.of("h", "x".repeat(500)), new byte[0]), "y".repeat(500), "o", 1);
        assertThatThrownBy(() -> files.write(List.of(wordy), 1_000, PLENTY)).hasMessageContaining("full");
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        files.write(letters(0, 3), PLENTY, PLENTY);
        long size = Files.size(list().get(0).path());
        assertThatThrownBy(() -> files.write(broken(3, 2_000), 10 * PLENTY, PLENTY)).hasMessage("no more can be written");
        assertThat(list()).singleElement().satisfies(file -> assertThat(Files.size(file.path())).isEqualTo(size));
        files.write(letters(3, 5), PLENTY, PLENTY);
        assertThat(times()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aFailedFirstWriteLeavesNoFile() throws IOException {
        assertThatThrownBy(() -> files.write(broken(0, 2), PLENTY, PLENTY)).hasMessage("no more can be written");
        assertThat(list()).isEmpty();
    }

    /** An open file per failed attempt would be the end of an agent whose disk is full for a night. */
    @Test
    void failedWritesKeepNoFilesOpen() throws IOException {
        long before = openFiles();
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> files.write(broken(0, 2), PLENTY, PLENTY)).isNotNull();
        }
        assertThat(openFiles()).isLessThan(before + 20);
    }

    private static long openFiles() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeFailsTheStart() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");
        assertThatThrownBy(() -> new DeadLetterFiles(taken, "c1").open()).isInstanceOf(IOException.class)
                .hasMessageContaining("dead letter c1").hasMessageContaining("taken");
    }
}
