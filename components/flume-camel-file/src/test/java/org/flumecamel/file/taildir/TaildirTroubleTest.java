/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.flumecamel.core.counter.Counters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.taildir.Tail.all;
import static org.flumecamel.file.taildir.Tail.lines;

/** One thing goes wrong; the rest goes on. */
class TaildirTroubleTest {

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

    @Test
    void anUnreadableFileDoesNotHoldUpTheOthers() throws Exception {
        tail.append("bad.log", "one\n");
        Files.setPosixFilePermissions(tail.log("bad.log"), PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(tail.log("bad.log")), "this user may read everything");
        tail.append("good.log", "two\n");
        tail.start();
        tail.expect("two");
        Files.setPosixFilePermissions(tail.log("bad.log"), PosixFilePermissions.fromString("rw-------"));
        tail.expect("two", "one");
    }

    @Test
    void filesThatComeAndGoWhileTheRouteIsStuckAreRead() throws Exception {
        tail.matching("app[.]log").start();
        tail.appendLines("app.log", "a", 0, 3);
        tail.expect(lines("a", 0, 3));
        tail.probe.block();
        int attempts = tail.probe.attempts();
        tail.appendLines("app.log", "a", 3, 5);
        Tail.await().until(() -> tail.probe.attempts() > attempts);
        for (String rotation : new String[] { "b", "c", "d" }) {
            Path real = tail.log("app.log." + rotation);
            tail.rename("app.log", real.getFileName().toString());
            tail.appendLines("app.log", rotation, 0, 3);
            Tail.await().until(() -> isOpenHere(tail.log("app.log")));
        }
        tail.probe.unblock();
        tail.expect(all(lines("a", 0, 5), lines("b", 0, 3), lines("c", 0, 3), lines("d", 0, 3)));
    }

    @Test
    void aFileThatGetsTheInodeOfAClosedOneIsReadThoughTheRouteIsStuck() throws Exception {
        tail.with("idleTimeout", 100).start();
        tail.appendLines("app.log", "a", 0, 9);
        tail.expect(lines("a", 0, 9));
        Path closed = tail.log("app.log");
        Tail.await().until(() -> !isOpenHere(closed));
        tail.probe.block();
        int attempts = tail.probe.attempts();
        tail.appendLines("busy.log", "b", 0, 1);
        Tail.await().until(() -> tail.probe.attempts() > attempts);
        tail.rename("app.log", "deleted");
        Files.writeString(tail.log("deleted"), String.join("\n", lines("c", 0, 3)) + "\n");
        tail.rename("deleted", "new.log");
        Tail.await().until(() -> isOpenHere(tail.log("new.log")));
        Files.delete(tail.log("new.log"));
        tail.probe.unblock();
        tail.expect(all(lines("a", 0, 9), lines("b", 0, 1), lines("c", 0, 3)));
    }

    private static boolean isOpenHere(Path file) throws IOException {
        Path real = file.toRealPath();
        try (var handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.anyMatch(handle -> {
                try {
                    return Files.readSymbolicLink(handle).equals(real);
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    @Test
    void positionsThatCannotBeWrittenAreWrittenLater() throws Exception {
        tail.start();
        tail.append("app.log", "one\n");
        tail.expect("one");
        Tail.await().until(() -> Files.exists(tail.positions) && Files.readString(tail.positions).contains("\"pos\":4"));
        Path inTheWay = tail.positions.resolveSibling("positions.json.tmp");
        Files.createDirectory(inTheWay);
        tail.append("app.log", "two\n");
        tail.expect("one", "two");
        tail.expectNothingMore();
        assertThat(tail.positions).content().contains("\"pos\":4");
        Files.delete(inTheWay);
        Tail.await().until(() -> Files.readString(tail.positions).contains("\"pos\":8"));
    }

    @Test
    void countsWhatItReads() throws Exception {
        tail.append("app.log", "one\ntwo\n");
        tail.start();
        tail.expect("one", "two");
        Tail.await().until(() -> Counters.of(tail.context()).source("t1").getEventAcceptedCount() == 2);
    }
}
