/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PositionFileTest {

    private static final PositionRecord RECORD = new PositionRecord(7, 42, "/logs/a.log", 3, 2,
            Imprint.of("first bytes".getBytes(), 0, 11), Imprint.of("last".getBytes(), 0, 4), LinePiece.SHIPPED);

    @TempDir
    private Path directory;
    private Path path;
    private PositionFile file;

    @BeforeEach
    void setUp() throws IOException {
        path = directory.resolve("deep/er/positions.json");
        file = new PositionFile(path);
        file.lock();
    }

    @AfterEach
    void tearDown() {
        file.unlock();
    }

    @Test
    void isWrittenAsFlumeWritesIt() throws IOException {
        file.write(List.of(RECORD));
        assertThat(path).hasContent("[{\"inode\":7,\"pos\":42,\"file\":\"/logs/a.log\"}]");
    }

    @Test
    void everythingIsReadBack() throws IOException {
        file.write(List.of(RECORD));
        assertThat(file.read()).containsExactly(RECORD);
    }

    @Test
    void nothingIsThereAtFirst() throws IOException {
        assertThat(file.read()).isEmpty();
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        file.write(List.of(RECORD));
        try (Stream<Path> names = Files.list(path.getParent())) {
            assertThat(names.map(name -> name.getFileName().toString())).containsExactlyInAnyOrder("positions.json",
                    "positions.json.flumecamel.json", "positions.json.lock");
        }
    }

    @Test
    void flumesPositionWins() throws IOException {
        file.write(List.of(RECORD));
        Files.writeString(path, "[{\"inode\":7,\"pos\":50,\"file\":\"/logs/a.log\"},{\"inode\":8,\"pos\":1,\"file\":\"/b\"}]");
        assertThat(file.read()).containsExactly(PositionRecord.ofFlume(7, 50, "/logs/a.log"),
                PositionRecord.ofFlume(8, 1, "/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "nonsense", "{\"files\":[{\"fingerprint\":{\"length\":3,\"sum\":\"?\"}}]}" })
    void whatIsBesideMayBeDamagedOrMissing(String content) throws IOException {
        file.write(List.of(RECORD));
        Path beside = path.resolveSibling("positions.json.flumecamel.json");
        Files.writeString(beside, content);
        assertThat(file.read()).containsExactly(PositionRecord.ofFlume(7, 42, "/logs/a.log"));
        Files.delete(beside);
        assertThat(file.read()).containsExactly(PositionRecord.ofFlume(7, 42, "/logs/a.log"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{}", "[{\"inode\":1,\"pos\":2,\"file\":\"/a\"}", "[{\"inode\":1,\"pos\":2}]",
        "[{\"inode\":1,\"file\":\"/a\"}]", "[{\"pos\":2,\"file\":\"/a\"}]", "[{\"inode\":1,\"pos\":-2,\"file\":\"/a\"}]" })
    void aDamagedFileIsRefusedAndLeftAsItIs(String content) throws IOException {
        Files.writeString(path, content);
        assertThatThrownBy(file::read).isInstanceOf(IOException.class)
                .hasMessageContainingAll(path.toString(), "corrupt", "left as it is");
        assertThat(path).hasContent(content);
    }

    @Test
    void belongsToOneSource() throws IOException {
        PositionFile other = new PositionFile(path);
        assertThatThrownBy(other::lock).isInstanceOf(IllegalStateException.class).hasMessageContaining(path.toString());
        file.unlock();
        other.lock();
        other.unlock();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path blocked = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(new PositionFile(blocked.resolve("positions.json"))::lock).isInstanceOf(IOException.class)
                .hasMessageContaining(blocked + "/positions.json");
    }

    @Test
    void aSourceWithADamagedFileDoesNotStart() throws Exception {
        try (Tail tail = new Tail(directory)) {
            Files.createDirectories(tail.positions.getParent());
            Files.writeString(tail.positions, "[{");
            tail.append("app.log", "one\n");
            assertThatThrownBy(tail::start).hasStackTraceContaining("is corrupt");
            assertThat(tail.positions).hasContent("[{");
            Files.writeString(tail.positions, "[]");
            tail.start();
            tail.expect("one");
        }
    }

    @Test
    void aSecondSourceOnTheSameFileDoesNotStart() throws Exception {
        try (Tail tail = new Tail(directory); Tail second = new Tail(directory)) {
            tail.start();
            assertThatThrownBy(second::start).hasStackTraceContaining("belongs to another source");
            tail.append("app.log", "one\n");
            tail.expect("one");
            tail.stop();
            second.start();
            second.append("app.log", "two\n");
            second.expect("two");
        }
    }

    @Test
    void positionsAreThoseOfWhatIsSettled() throws Exception {
        try (Tail tail = new Tail(directory)) {
            tail.with("batchSize", 1).with("backoffSleepIncrement", 20).append("app.log", "one\ntwo\nthree\n");
            tail.to(exchange -> {
                if (tail.probe.count() == 1) {
                    throw new IOException("refused");
                }
                tail.probe.process(exchange);
            }).start();
            Tail.await().until(() -> Files.exists(tail.positions) && Files.readString(tail.positions).contains("\"pos\":4,"));
            tail.stop();
            assertThat(tail.positions).content().contains("\"pos\":4,");
            tail.to(tail.probe).start();
            tail.expect("one", "two", "three");
        }
    }
}
