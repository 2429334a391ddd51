/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A writer that renames its file again and again while it writes, as fast as log rotation never is. */
class TaildirRaceTest {

    private static final int ROTATIONS = 60;
    private static final int LINES = 300;

    @TempDir
    private Path directory;

    private static void write(Tail tail) {
        try {
            for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                try (OutputStream log = Files.newOutputStream(tail.log("app.log"), StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
                    for (int line = 0; line < LINES; line++) {
                        log.write((rotation + "-" + line + "\n").getBytes());
                        if (line % 30 == 0) {
                            LockSupport.parkNanos(5_000_000);
                        }
                        if (line == LINES - 20) {
                            // the writer goes on for a while in the file that has another name already
                            tail.rename("app.log", "app.log." + rotation);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "app[.]log", "app[.]log.*" })
    void noLineIsLostAndNoneComesTwice(String pattern) throws Exception {
        List<String> expected = new ArrayList<>();
        IntStream.range(0, ROTATIONS).forEach(rotation -> expected.addAll(Tail.lines(String.valueOf(rotation), 0, LINES)));
        try (Tail tail = new Tail(directory)) {
            tail.matching(pattern).start();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(tail));
            Tail.await().until(() -> tail.probe.count() > expected.size() / 3);
            if (pattern.endsWith("*")) {
                // what comes and goes while nothing runs is found only by a name that matches
                tail.restart();
            }
            writer.join();
            Tail.await().until(() -> tail.probe.count() >= expected.size());
            tail.expectNothingMore();
            assertThat(tail.delivered()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(tail.delivered()).containsSubsequence(Tail.lines("5", 0, LINES));
        }
    }
}
