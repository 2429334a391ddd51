/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.flumecamel.core.Event;
import org.flumecamel.file.DurableProbe;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random bytes in files that grow, a source that is stopped at random moments with some of it acknowledged, and started
 * again with other sizes of batches: what gets through a duplicate-id cache is each byte of the files once, and whatever was
 * offered again was suppressed.
 */
class TaildirRecutTest {

    private static final long SEED = Long.getLong("flumecamel.seed", System.nanoTime());
    private static final int RUNS = Integer.getInteger("flumecamel.runs", 8);
    private static final List<String> NAMES = List.of("a.log", "b.log", "c.log");

    @TempDir
    private Path directory;
    private final Random random = new Random(SEED);

    /** Lines with carriage returns, empty ones, long ones, and at the end often one that goes on later. */
    private byte[] someBytes() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            int length = random.nextInt(8) == 0 ? random.nextInt(200) : random.nextInt(12);
            for (int j = 0; j < length; j++) {
                text.append(random.nextInt(15) == 0 ? '\r' : (char) ('a' + random.nextInt(26)));
            }
            text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
        }
        int cut = random.nextBoolean() ? 0 : random.nextInt(text.length());
        return text.substring(0, text.length() - cut).getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @EnumSource(value = Oversize.class, names = { "SPLIT", "TRUNCATE" })
    void eachByteOnce(Oversize oversize) throws Exception {
        DurableProbe probe = new DurableProbe();
        try (Tail tail = new Tail(directory).to(probe)) {
            tail.with("oversize", oversize).with("maxEventBytes", 32).with("idleTimeout", 60).with("fileHeader", true)
                    .with("byteOffsetHeader", true).with("batchBytes", 400).with("writePosInterval", 5);
            for (int run = 0; run < RUNS; run++) {
                probe.holding(random.nextBoolean());
                tail.with("batchSize", 1 + random.nextInt(30)).with("maxOpenFiles", 1 + random.nextInt(4)).start();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    tail.append(NAMES.get(random.nextInt(NAMES.size())), someBytes());
                    // now and then long enough for the beginning of a line to be given out
                    LockSupport.parkNanos((random.nextInt(8) == 0 ? 1200 : random.nextInt(100)) * 1_000_000L);
                    probe.hold();
                }
                tail.stop();
            }
            probe.holding(false);
            for (String name : NAMES) {
                tail.append(name, "\nend\n");
            }
            tail.with("maxOpenFiles", 10).start();
            Tail.await().until(() -> isAllRead(tail, probe));
        }
        System.out.println("seed " + SEED + ": " + probe.events().size() + " events, " + probe.suppressed() + " suppressed");
        assertThat(probe.suppressed()).as("seed " + SEED).isPositive();
        Map<String, List<Event>> byFile = probe.events().stream().collect(Collectors.groupingBy(e -> e.headers().get("file")));
        for (Map.Entry<String, List<Event>> file : byFile.entrySet()) {
            check(Path.of(file.getKey()), file.getValue(), oversize);
        }
    }

    private static boolean isAllRead(Tail tail, DurableProbe probe) {
        return NAMES.stream().allMatch(name -> probe.events().stream().anyMatch(event -> {
            File file = tail.log(name).toFile();
            return event.headers().get("file").equals(file.toString())
                   && offset(event) + "end\n".length() == file.length();
        }));
    }

    private static int offset(Event event) {
        return Integer.parseInt(event.headers().get("byteoffset"));
    }

    private static void check(Path file, List<Event> events, Oversize oversize) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<Event> inOrder = events.stream().sorted(Comparator.comparingInt(TaildirRecutTest::offset)
                .thenComparing(Event::length)).toList();
        int at = 0;
        for (Event event : inOrder) {
            int offset = offset(event);
            String where = "seed " + SEED + ", " + file.getFileName() + " at " + offset;
            assertThat(offset).as("%s: no byte twice", where).isGreaterThanOrEqualTo(at);
            if (oversize == Oversize.SPLIT) {
                assertThat(new String(bytes, at, offset - at, StandardCharsets.US_ASCII)).as("%s: before it", where)
                        .matches("(\r?\n)?");
            }
            assertThat(event.body()).as(where).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + event.length()));
            at = offset + event.length();
        }
    }
}
