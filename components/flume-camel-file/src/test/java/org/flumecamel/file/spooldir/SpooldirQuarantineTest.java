/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.flumecamel.core.counter.Counters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.spooldir.Spool.await;
import static org.flumecamel.file.spooldir.Spool.lines;

/** A file that misbehaves is set aside with a reason, and the others go on. */
class SpooldirQuarantineTest {

    private static final byte[] BROKEN = { 'o', 'k', '\n', (byte) 0xff, (byte) 0xfe, '\n', 'r', 'e', 's', 't', '\n' };

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
    void bytesThatAreNoCharacters() throws Exception {
        spool.place("bad.log", BROKEN);
        spool.place("good.log", "good\n");
        spool.start();
        spool.awaitNames("bad.log.QUARANTINED", "bad.log.QUARANTINED.reason", "good.log.COMPLETED");
        spool.expect("ok", "good");
        assertThat(spool.reason("bad.log.QUARANTINED.reason")).contains("why: bytes that are not UTF-8 at offset 3",
                "events delivered before: 1", "source: s1");
        assertThat(spool.dir.resolve("bad.log.QUARANTINED")).hasBinaryContent(BROKEN);
        await().until(() -> Counters.of(spool.context()).source("s1").getEventReadFail() == 1);
    }

    @Test
    void itIsMovedToADirectoryWhenAskedTo() throws Exception {
        spool.place("below/bad.log", BROKEN);
        spool.with("quarantineDir", "quarantine").with("recursiveDirectorySearch", true).start();
        spool.awaitNames("quarantine/below/bad.log", "quarantine/below/bad.log.reason");
    }

    @Test
    void aQuarantinedFileIsNeverOverwritten() throws Exception {
        spool.start();
        for (int i = 0; i < 3; i++) {
            spool.place("bad.log", BROKEN);
            await().until(() -> !Files.exists(spool.dir.resolve("bad.log")));
        }
        spool.awaitNames("bad.log.1.QUARANTINED", "bad.log.1.QUARANTINED.reason", "bad.log.2.QUARANTINED",
                "bad.log.2.QUARANTINED.reason", "bad.log.QUARANTINED", "bad.log.QUARANTINED.reason");
    }

    @Test
    void aSpoolDirectoryThatIsLeftAsItIsGetsAMarkInTheTrackerDirectory() throws Exception {
        spool.place("bad.log", BROKEN);
        spool.place("good.log", "good\n");
        spool.with("trackingPolicy", "TRACKER_DIR").start();
        spool.expect("ok", "good");
        Path mark = spool.dir.resolve(".flumespool/bad.log.QUARANTINED");
        await().untilAsserted(() -> assertThat(mark).content().contains("bytes that are not UTF-8"));
        spool.restart();
        spool.place("later.log", "later\n");
        spool.expect("ok", "good", "later");
        spool.awaitNames("bad.log", "good.log", "later.log");
    }

    @Test
    void changedWhileItWasRead() throws Exception {
        spool.probe.block();
        Path file = spool.placeLines("a.log", "a", 0, 20);
        spool.placeLines("b.log", "b", 0, 1);
        spool.with("batchSize", 10).start();
        await().until(() -> spool.probe.attempts() > 0);
        Files.writeString(file, "more\n", StandardOpenOption.APPEND);
        spool.probe.unblock();
        spool.awaitNames("a.log.QUARANTINED", "a.log.QUARANTINED.reason", "b.log.COMPLETED");
        assertThat(spool.reason("a.log.QUARANTINED.reason")).contains("it was changed after it was placed");
        assertThat(spool.delivered()).containsAll(lines("a", 0, 20)).contains("b-0");
    }

    @Test
    void changedWhileNothingRan() throws Exception {
        spool.probe.failNext(Integer.MAX_VALUE);
        Path file = spool.placeLines("a.log", "a", 0, 20);
        spool.with("batchSize", 10).to(exchange -> {
            spool.probe.process(exchange);
            spool.probe.failNext(Integer.MAX_VALUE);
        });
        spool.probe.failNext(0);
        spool.start();
        await().until(() -> spool.probe.attempts() > 1);
        spool.close();
        Files.writeString(file, "more\n", StandardOpenOption.APPEND);
        spool.probe.failNext(0);
        spool.start();
        spool.awaitNames("a.log.QUARANTINED", "a.log.QUARANTINED.reason");
        assertThat(spool.reason("a.log.QUARANTINED.reason")).contains("it was changed after it was placed: 10 events");
    }

    @Test
    void aNameThatWasUsedBefore() throws Exception {
        spool.start();
        spool.place("a.log", "first\n");
        spool.awaitNames("a.log.COMPLETED");
        spool.place("a.log", "second\n");
        spool.placeLines("b.log", "b", 0, 1);
        spool.awaitNames("a.log.COMPLETED", "a.log.QUARANTINED", "a.log.QUARANTINED.reason", "b.log.COMPLETED");
        assertThat(spool.reason("a.log.QUARANTINED.reason")).contains("its name was used before: a.log.COMPLETED");
        spool.expect("first", "b-0");
    }

    @Test
    void aNameMayBeUsedAgainWhenFilesAreDeleted() throws Exception {
        spool.with("deletePolicy", "IMMEDIATE").start();
        spool.place("a.log", "first\n");
        spool.awaitNames();
        spool.place("a.log", "second\n");
        spool.awaitNames();
        spool.expect("first", "second");
    }

    @Test
    void noAvroFile() throws Exception {
        spool.place("a.avro", "this is no Avro container file");
        spool.with("deserializer", "AVRO").start();
        spool.awaitNames("a.avro.QUARANTINED", "a.avro.QUARANTINED.reason");
    }

    @Test
    void oneThatIsTakenAwayIsNoTrouble() throws Exception {
        spool.probe.block();
        Path file = spool.placeLines("a.log", "a", 0, 20);
        spool.placeLines("b.log", "b", 0, 1);
        spool.with("batchSize", 10).start();
        await().until(() -> spool.probe.attempts() > 0);
        Files.delete(file);
        spool.probe.unblock();
        spool.awaitNames("b.log.COMPLETED");
        assertThat(spool.delivered()).containsAll(lines("a", 0, 20)).contains("b-0");
    }

    @Test
    void whatWasSentOfItIsSettledBeforeItIsSetAside() throws Exception {
        spool.place("bad.log", BROKEN);
        spool.probe.block();
        spool.start();
        await().until(() -> spool.probe.attempts() > 0);
        assertThat(spool.names()).containsExactly("bad.log");
        spool.close();
        spool.probe.unblock();
        spool.probe.clear();
        spool.start();
        spool.awaitNames("bad.log.QUARANTINED", "bad.log.QUARANTINED.reason");
        await().until(() -> spool.probe.count() > 0);
        // the attempt of the first run may have ended only now
        assertThat(spool.delivered()).containsOnly("ok");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsTriedAgain() throws Exception {
        Path blocked = Files.createDirectories(directory.resolve("elsewhere"));
        Path quarantine = Files.writeString(blocked.resolve("quarantine"), "a file where a directory should be");
        spool.place("bad.log", BROKEN);
        spool.place("good.log", "good\n");
        spool.with("quarantineDir", quarantine).start();
        spool.awaitNames("bad.log", "good.log.COMPLETED");
        Files.delete(quarantine);
        spool.awaitNames("good.log.COMPLETED");
        await().until(() -> exists(quarantine.resolve("bad.log.reason")));
    }

    private static boolean exists(Path path) throws IOException {
        return Files.exists(path) && Files.size(path) > 0;
    }
}
