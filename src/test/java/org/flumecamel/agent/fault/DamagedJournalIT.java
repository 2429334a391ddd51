/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A disk that has changed or lost a part of the journal while the agent was down. What was in the damaged part can be gone,
 * because its source has been told that it is safe. Everything else must come, nothing may come that was altered, and what
 * is gone must be told of.
 */
class DamagedJournalIT {

    private static final int FLIPS = 4;

    @TempDir
    private Path directory;

    @Test
    void flippedBitsCostNoMoreThanTheBatchesTheyAreIn() throws Exception {
        Rig.Seed seed = Rig.seed();
        damage(seed, true, journal -> flip(journal, new Random(seed.value()), true));
    }

    /** Nobody can tell what the head of a record has said; but it costs nothing else. */
    @Test
    void flippedBitsBetweenTheBatchesCostNoMoreThanTheirRecords() throws Exception {
        Rig.Seed seed = Rig.seed();
        damage(seed, false, journal -> flip(journal, new Random(seed.value()), false));
    }

    /** A record that is cut off hides those behind it in its file, but not those of the next file. */
    @Test
    void aTruncatedFileCostsNoMoreThanWhatWasCutOff() throws Exception {
        Rig.Seed seed = Rig.seed();
        Random random = new Random(seed.value());
        damage(seed, true, journal -> {
            List<Path> files = written(journal);
            Path file = files.get(files.size() - 1);
            byte[] bytes = Files.readAllBytes(file);
            int end = end(bytes);
            int cut = end / 2 + random.nextInt(end / 4);
            Files.write(file, Arrays.copyOf(bytes, cut));
            return (end - cut) / Flow.LENGTH + Rig.BATCH;
        });
    }

    private interface Damage {
        /** Does it; returns how many lines it may cost. */
        long to(Path journal) throws IOException;
    }

    private void damage(Rig.Seed seed, boolean isToldOf, Damage damage) throws Exception {
        Rig rig = new Rig(directory, "fault-durable", 10_000);
        try (Flow flow = rig.flow()) {
            flow.start();
            rig.gate().close();
            flow.awaitHeld(20_000);
            flow.kill();
            long mayMiss = damage.to(rig.home().resolve("broker/journal"));
            rig.gate().open();
            flow.start();
            Tally tally = flow.endAndCount(5);
            String what = seed + " " + tally.strange();
            long missing = 0;
            for (var stream : flow.written().entrySet()) {
                missing += tally.stream(stream.getKey()).lost(stream.getValue());
            }
            System.out.println(seed + ": " + missing + " lines lost of at most " + mayMiss + ", " + tally.again() + " again");
            assertThat(tally.altered()).as("altered, %s", what).isZero();
            assertThat(tally.torn()).as("torn, %s", what).isZero();
            assertThat(missing).as("lost, %s", what).isLessThanOrEqualTo(mayMiss);
            assertThat(tally.again()).as("again, %s", what).isLessThanOrEqualTo(mayMiss + Rig.BATCH);
            if (missing > 0 && isToldOf) {
                assertThat(flow.agent().hasSaid("is cut off") || hasDeadLetters(rig)).as("lost lines are told of, %s", seed)
                        .isTrue();
            }
        }
    }

    private static boolean hasDeadLetters(Rig rig) throws IOException {
        Path letters = rig.home().resolve("deadletter");
        if (!Files.isDirectory(letters)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(letters)) {
            return files.anyMatch(file -> Files.isRegularFile(file) && file.toFile().length() > 0);
        }
    }

    /** The files with something in them, oldest first. */
    private static List<Path> written(Path journal) throws IOException {
        List<Path> written = new ArrayList<>();
        try (Stream<Path> files = Files.list(journal)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".amq")).sorted().toList()) {
                if (end(Files.readAllBytes(file)) > 1 << 16) {
                    written.add(file);
                }
            }
        }
        return written;
    }

    /** Where the records of a file end and what it was filled up with begins. */
    private static int end(byte[] bytes) {
        int end = bytes.length;
        byte filling = bytes[end - 1];
        while (end > 0 && bytes[end - 1] == filling) {
            end--;
        }
        return end;
    }

    private static long flip(Path journal, Random random, boolean inBodies) throws IOException {
        List<Path> files = written(journal);
        for (int i = 0; i < FLIPS; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(end(bytes));
            while (isText(bytes, at) != inBodies) {
                at = random.nextInt(end(bytes));
            }
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
        }
        return FLIPS * Rig.BATCH;
    }

    /** Whether this is in the middle of lines. */
    private static boolean isText(byte[] bytes, int at) {
        int letters = 0;
        for (int i = Math.max(0, at - 32); i < Math.min(bytes.length, at + 32); i++) {
            letters += bytes[i] >= ' ' && bytes[i] <= 'z' ? 1 : 0;
        }
        return letters > 48;
    }
}
