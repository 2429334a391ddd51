/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.flumecamel.core.Acknowledgement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The header of {@code idHeader} is the same whenever the same line is read, without a durable channel too. */
class TaildirEventIdTest {

    @TempDir
    private Path directory;
    private Tail tail;

    @BeforeEach
    void setUp() throws Exception {
        tail = new Tail(directory).with("idHeader", "id").with("batchSize", 7);
    }

    @AfterEach
    void tearDown() {
        tail.close();
    }

    private List<String> ids(int from, int to) {
        Tail.await().until(() -> tail.probe.count() >= to);
        return tail.events().subList(from, to).stream().map(event -> event.headers().get("id")).toList();
    }

    /** Nothing is acknowledged: a stop leaves what a crash does. */
    private void holdAll() {
        tail.to(exchange -> {
            Acknowledgement.of(exchange).hold("test");
            tail.probe.process(exchange);
        });
    }

    @Test
    void areTheSameAfterACrashAndNeverTheSameForTwoLines() throws Exception {
        holdAll();
        tail.append("app.log", "same\n".repeat(20));
        tail.append("other.log", "same\n".repeat(20));
        tail.start();
        List<String> first = ids(0, 40);
        assertThat(first).doesNotContainNull().doesNotHaveDuplicates();
        tail.stop();
        tail.with("batchSize", 11);
        tail.rename("other.log", "renamed.log");
        tail.start();
        assertThat(ids(40, 80)).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void areOthersForAFileWrittenAnew() throws Exception {
        holdAll();
        tail.append("app.log", "one\ntwo\n");
        tail.start();
        List<String> first = ids(0, 2);
        try (FileChannel channel = FileChannel.open(tail.log("app.log"), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        Tail.await().until(() -> Files.readString(tail.positions).contains("\"pos\":0"));
        tail.expectNothingMore();
        tail.append("app.log", "one\ntwo\n");
        assertThat(ids(2, 4)).doesNotContainAnyElementsOf(first);
    }

    @Test
    void ofALineGivenOutBeforeItsEndAreNotThoseOfTheWholeLine() throws Exception {
        holdAll();
        tail.with("idleTimeout", 100).append("app.log", "one");
        tail.start();
        List<String> first = ids(0, 1);
        tail.stop();
        tail.append("app.log", " and more\n");
        tail.start();
        assertThat(ids(1, 2)).doesNotContainAnyElementsOf(first);
    }

    @Test
    void ofACopiedDirectoryAreOthers() throws Exception {
        tail.append("app.log", "one\ntwo\n");
        holdAll();
        tail.start();
        List<String> first = ids(0, 2);
        tail.stop();
        Path copy = Files.createDirectories(directory.resolve("copy"));
        for (String name : List.of("positions.json", "positions.json.flumecamel.json", "positions.json.batches")) {
            Files.copy(tail.positions.resolveSibling(name), copy.resolve(name));
        }
        tail.with("positionFile", copy.resolve("positions.json")).start();
        assertThat(ids(2, 4)).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aBlankNameStopsTheStart() {
        assertThatThrownBy(tail.with("idHeader", " ")::start).hasStackTraceContaining("idHeader must not be blank");
    }
}
