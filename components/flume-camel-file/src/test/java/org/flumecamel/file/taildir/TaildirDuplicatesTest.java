/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.file.DurableProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flumecamel.file.taildir.Tail.all;
import static org.flumecamel.file.taildir.Tail.lines;

/**
 * What a source puts again into a durable channel after a crash has the ids it had, and nothing else has. A stop while
 * nothing is acknowledged leaves behind what a crash does.
 */
class TaildirDuplicatesTest {

    @TempDir
    private Path directory;
    private Tail tail;
    private DurableProbe probe;

    @BeforeEach
    void setUp() throws IOException {
        probe = new DurableProbe().hold();
        tail = new Tail(directory).to(probe).with("batchSize", 7);
    }

    @AfterEach
    void tearDown() {
        tail.close();
    }

    private Path journal() {
        return tail.positions.resolveSibling("positions.json.batches");
    }

    private void crashAfter(int offers) {
        Tail.await().until(() -> probe.offered() >= offers);
        tail.stop();
    }

    @Test
    void whatWasPutIsSuppressed() throws Exception {
        tail.appendLines("app.log", "a", 0, 40);
        tail.start();
        crashAfter(40);
        tail.start();
        probe.expect(80, 40, lines("a", 0, 40));
        tail.expectNothingMore();
    }

    @Test
    void whatIsAcknowledgedIsNotOfferedAgain() throws Exception {
        probe.holding(false);
        tail.appendLines("app.log", "a", 0, 21);
        tail.start();
        Tail.await().until(() -> probe.offered() == 21);
        probe.hold();
        tail.appendLines("app.log", "a", 21, 41);
        crashAfter(41);
        tail.start();
        probe.expect(61, 20, lines("a", 0, 41));
    }

    @Test
    void aRestartWithAGrownFileCutsAtTheSamePlaces() throws Exception {
        tail.appendLines("app.log", "a", 0, 10);
        tail.start();
        crashAfter(10);
        tail.appendLines("app.log", "a", 10, 100);
        tail.start();
        probe.expect(110, 10, lines("a", 0, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 1000 })
    void anotherBatchSizeDoesNotMatter(int batchSize) throws Exception {
        tail.appendLines("app.log", "a", 0, 40);
        tail.start();
        crashAfter(40);
        tail.with("batchSize", batchSize).appendLines("app.log", "a", 40, 60);
        tail.start();
        probe.expect(100, 40, lines("a", 0, 60));
    }

    @Test
    void moreThanOneCrashDoesNotMatter() throws Exception {
        for (int run = 0; run < 4; run++) {
            int offered = probe.offered();
            tail.appendLines("app.log", "a", 10 * run, 10 * run + 10);
            tail.start();
            crashAfter(offered + 10 * run + 10);
        }
        probe.expect(100, 60, lines("a", 0, 40));
    }

    @Test
    void batchesOfSeveralFilesAreCutAgain() throws Exception {
        for (String name : List.of("a", "b", "c", "d")) {
            tail.appendLines(name + ".log", name, 0, 5);
        }
        tail.start();
        crashAfter(20);
        List<String> first = probe.lines();
        assertThat(probe.batches()).as("batches of several files").hasSize(3);
        tail.appendLines("a.log", "a", 5, 9);
        tail.start();
        probe.expect(44, 20, all(first, lines("a", 5, 9)));
    }

    @Test
    void aFileThatIsRenamedInBetweenIsTheSame() throws Exception {
        tail.matching("app[.]log").appendLines("app.log", "a", 0, 20);
        tail.start();
        crashAfter(20);
        tail.rename("app.log", "app.log.1");
        tail.appendLines("app.log.1", "a", 20, 25);
        tail.appendLines("app.log", "new", 0, 10);
        tail.start();
        Tail.await().until(() -> probe.offered() >= 55);
        assertThat(probe.lines()).containsExactlyInAnyOrderElementsOf(all(lines("a", 0, 25), lines("new", 0, 10)));
        assertThat(probe.suppressed()).isEqualTo(20);
    }

    @Test
    void aFileTruncatedAndWrittenAnewWithTheSameHeadIsReadAsNew() throws Exception {
        tail.appendLines("app.log", "a", 0, 14);
        tail.start();
        Tail.await().until(() -> probe.offered() == 14);
        try (FileChannel channel = FileChannel.open(tail.log("app.log"), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        Tail.await().until(() -> Files.exists(tail.positions) && hasBegunAnew());
        tail.appendLines("app.log", "a", 0, 20);
        Tail.await().until(() -> probe.offered() == 34);
        assertThat(probe.suppressed()).isZero();
        tail.stop();
        tail.start();
        // what the file held before cannot be read again; what it holds now is offered under the ids it had the second time
        probe.expect(54, 20, all(lines("a", 0, 14), lines("a", 0, 20)));
    }

    private boolean hasBegunAnew() throws IOException {
        String positions = Files.readString(tail.positions.resolveSibling("positions.json.flumecamel.json"));
        return positions.contains("\"pos\":0") && !positions.contains("\"generation\":1,");
    }

    @Test
    void aFileTruncatedAndWrittenAnewWhileNothingRanIsReadAsNew() throws Exception {
        tail.append("app.log", "# header\n");
        tail.appendLines("app.log", "a", 0, 13);
        tail.start();
        crashAfter(14);
        Files.writeString(tail.log("app.log"), "# header\n");
        tail.appendLines("app.log", "b", 0, 13);
        tail.start();
        probe.expect(28, 0, all(List.of("# header"), lines("a", 0, 13), List.of("# header"), lines("b", 0, 13)));
    }

    @Test
    void anInodeThatIsUsedAgainIsAnotherFile() throws Exception {
        tail.append("app.log", "# header\n");
        tail.with("idleTimeout", 100).start();
        Tail.await().until(() -> probe.offered() == 1);
        tail.stop();
        probe.holding(false);
        tail.start();
        Tail.await().until(() -> Files.readString(tail.positions).contains("\"pos\":9"));
        Files.delete(tail.log("app.log"));
        Tail.await().until(() -> Files.readString(tail.positions).equals("[]"));
        int offered = probe.offered();
        int suppressed = probe.suppressed();
        probe.hold();
        // most file systems give the new file the inode of the deleted one
        tail.append("app.log", "# header\n");
        crashAfter(offered + 1);
        assertThat(probe.suppressed()).as("the new header is not the old one").isEqualTo(suppressed);
        tail.start();
        probe.expect(offered + 2, suppressed + 1, List.of("# header", "# header"));
    }

    @Test
    void aCopiedDirectoryIsAnotherSource() throws Exception {
        tail.appendLines("app.log", "a", 0, 20);
        tail.start();
        crashAfter(20);
        Path copy = directory.resolve("copy");
        copy(directory.resolve("state"), copy.resolve("state"));
        try (Tail clone = new Tail(copy).to(probe).with("batchSize", 7)) {
            // both read the same files into the same channel
            clone.with("filegroups.g", tail.logs + "/.*[.]log");
            clone.start();
            probe.expect(40, 0, all(lines("a", 0, 20), lines("a", 0, 20)));
            tail.start();
            probe.expect(60, 20, all(lines("a", 0, 20), lines("a", 0, 20)));
            clone.stop();
            clone.start();
            probe.expect(80, 40, all(lines("a", 0, 20), lines("a", 0, 20)));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void withoutThePositionFileEverythingArrivesAgain() throws Exception {
        tail.appendLines("app.log", "a", 0, 20);
        tail.start();
        crashAfter(20);
        Files.delete(tail.positions);
        tail.start();
        probe.expect(40, 0, all(lines("a", 0, 20), lines("a", 0, 20)));
        tail.stop();
        tail.start();
        probe.expect(60, 20, all(lines("a", 0, 20), lines("a", 0, 20)));
    }

    @Test
    void aTornLineAtTheEndOfTheJournalIsLeftOut() throws Exception {
        tail.appendLines("app.log", "a", 0, 21);
        tail.start();
        crashAfter(21);
        byte[] bytes = Files.readAllBytes(journal());
        try (FileChannel channel = FileChannel.open(journal(), StandardOpenOption.WRITE)) {
            channel.truncate(bytes.length - 5);
        }
        tail.start();
        // its batch is put under another id
        probe.expect(42, 14, all(lines("a", 0, 21), lines("a", 14, 21)));
    }

    @Test
    void aDamagedJournalStartsANewOne() throws Exception {
        tail.appendLines("app.log", "a", 0, 21);
        tail.start();
        crashAfter(21);
        List<String> before = Files.readAllLines(journal());
        byte[] bytes = Files.readAllBytes(journal());
        bytes[bytes.length / 2] ^= 1;
        try (OutputStream out = Files.newOutputStream(journal(), StandardOpenOption.WRITE)) {
            out.write(bytes);
        }
        tail.start();
        probe.expect(42, 0, all(lines("a", 0, 21), lines("a", 0, 21)));
        assertThat(Files.readAllLines(journal()).get(0)).isNotEqualTo(before.get(0));
        tail.stop();
        tail.start();
        probe.expect(63, 21, all(lines("a", 0, 21), lines("a", 0, 21)));
    }

    @Test
    void noIdIsUsedForAnythingElseWhenAPowerFailureTookTheEndOfTheJournal() throws Exception {
        tail.append("app.log", "same\n".repeat(21));
        tail.start();
        Tail.await().until(() -> probe.offered() == 21);
        List<String> lines = Files.readAllLines(journal());
        tail.stop();
        // in place: another file would be a copy
        Files.write(journal(), lines.stream().filter(line -> !line.contains(" batch ")).toList());
        Files.writeString(tail.log("app.log"), "same\n".repeat(35));
        tail.start();
        Tail.await().until(() -> probe.offered() == 56);
        assertThat(probe.suppressed()).isZero();
    }

    @Test
    void theJournalStaysSmall() throws Exception {
        probe.holding(false);
        tail.with("batchSize", 1).appendLines("app.log", "a", 0, 20_000);
        tail.start();
        Tail.await().until(() -> probe.offered() == 20_000);
        Tail.await().until(() -> Files.readString(tail.positions).contains("\"pos\":" + Files.size(tail.log("app.log"))));
        probe.hold();
        tail.appendLines("app.log", "b", 0, 10);
        Tail.await().until(() -> probe.offered() == 20_010);
        Tail.await().until(() -> Files.size(journal()) < 1_000_000);
        tail.stop();
        assertThat(Files.readAllLines(journal()).stream().filter(line -> line.contains(" batch "))).hasSize(10);
        tail.start();
        probe.expect(20_020, 10, all(lines("a", 0, 20_000), lines("b", 0, 10)));
    }

    @Test
    void nothingIsPutWhileTheJournalCannotBeWritten() throws Exception {
        Path inTheWay = Files.createDirectories(journal().resolveSibling("positions.json.batches.tmp"));
        tail.with("backoffSleepIncrement", 20).appendLines("app.log", "a", 0, 7);
        tail.start();
        Tail.await().until(() -> Counters.of(tail.context()).source("t1").getChannelWriteFail() >= 2);
        assertThat(probe.offered()).isZero();
        Files.delete(inTheWay);
        probe.expect(7, 0, lines("a", 0, 7));
    }

    @Test
    void otherBytesInTheSamePlaceAreNotSuppressed() throws Exception {
        String text = lines("line", 100, 400).stream().map(line -> line + "\n").collect(Collectors.joining());
        tail.with("batchSize", 1000).append("app.log", text);
        tail.start();
        crashAfter(300);
        // neither the first kilobyte nor the bytes before the position tell of it
        Files.writeString(tail.log("app.log"), text.replace("line-250", "fine-250"));
        tail.start();
        Tail.await().until(() -> probe.offered() >= 600);
        assertThat(probe.suppressed()).isZero();
        assertThat(probe.lines()).contains("fine-250");
    }

    @ParameterizedTest
    @ValueSource(strings = { "SPLIT", "TRUNCATE" })
    void linesThatAreTooLongAreCutAgain(String oversize) throws Exception {
        tail.with("maxEventBytes", 10).with("oversize", oversize).with("batchSize", 2).with("idleTimeout", 100);
        tail.append("app.log", "short\r\n" + "w".repeat(11) + "\n" + "x".repeat(45)
                               + "\r\n\r\nshort\n" + "y".repeat(12) + "\r\nz" + "z".repeat(25));
        tail.start();
        Tail.await().during(Duration.ofMillis(400)).until(() -> probe.lines().contains("short"));
        tail.append("app.log", "zz\nlast\n");
        Tail.await().until(() -> probe.lines().contains("last"));
        tail.stop();
        int offered = probe.offered();
        List<String> lines = probe.lines();
        tail.append("app.log", "more\n");
        tail.start();
        probe.expect(2 * offered + 1, offered, all(lines, List.of("more")));
    }

    @Test
    void nothingIsWrittenWithoutADurableChannel() throws Exception {
        tail.to(tail.probe).appendLines("app.log", "a", 0, 30);
        tail.start();
        tail.expect(lines("a", 0, 30));
        tail.restart();
        assertThat(journal()).doesNotExist();
    }

    @Test
    void eventsThatTravelAloneHaveIdsOfTheirOwn() throws Exception {
        tail.with("batching", false).append("app.log", "same\nsame\nsame\n");
        tail.start();
        probe.expect(3, 0, List.of("same", "same", "same"));
        tail.stop();
        tail.start();
        probe.expect(6, 3, List.of("same", "same", "same"));
    }

    @Test
    void whatNoDurableChannelGotIsNoGap() throws Exception {
        // only every second batch gets to the channel
        tail.to(exchange -> {
            if (!exchange.getMessage().getBody(String.class).startsWith("skip")) {
                probe.process(exchange);
            } else {
                Acknowledgement.of(exchange).hold("test");
            }
        });
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append(i / 7 % 2 == 0 ? "skip-" : "keep-").append(i).append('\n');
        }
        tail.append("app.log", text.toString());
        tail.start();
        List<String> keep = text.toString().lines().filter(line -> line.startsWith("keep")).toList();
        crashAfter(keep.size());
        for (int run = 2; run < 5; run++) {
            tail.start();
            probe.expect(run * keep.size(), (run - 1) * keep.size(), keep);
            tail.stop();
        }
    }
}
