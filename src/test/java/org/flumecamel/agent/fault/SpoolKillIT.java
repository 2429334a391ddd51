/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged agent with a spool directory and a durable channel, killed in the middle of files, while its sink is up, slow
 * or down. {@code -Dflumecamel.fault.rounds=100} makes it long, {@code -Dflumecamel.fault.seed} repeats a run.
 */
class SpoolKillIT {

    /**
     * What one kill did.
     *
     * @param begun how many files were begun and not completed
     * @param again lines that came once more after it
     * @param twice how many of them must have been in the channel twice
     */
    private record Round(int begun, long again, long twice) {
    }

    @TempDir
    private Path directory;
    private final Arrivals arrivals = new Arrivals();
    private JavaProcess agent;

    @Test
    void filesOutliveTheKill() throws Exception {
        Rig.Seed seed = Rig.seed();
        Random random = new Random(seed.value());
        int count = Integer.getInteger("flumecamel.fault.rounds", 5);
        Rig rig = new Rig(directory, "fault-spool", 0);
        List<Round> rounds = new ArrayList<>();
        try (SpoolWriter writer = new SpoolWriter(rig.in(), seed.value());
             Follower follower = new Follower(rig.out(), 2_000_000, this::line)) {
            for (int i = 0; i < count; i++) {
                rounds.add(round(rig, follower, random));
            }
            writer.close();
            await("the rest", () -> writer.waiting() == 0 && arrivals.distinct() >= writer.lines());
            assertThat(agent.stop()).isZero();
            follower.catchUp();
            Tally tally = new Tally(Flow.LENGTH).addAll(rig.out());
            String what = seed + ", " + writer.streams().size() + " files, " + writer.lines() + " lines\n" + rounds;
            writer.streams().forEach((stream, lines) -> assertThat(tally.stream(stream).missing(lines)).as(what).isEmpty());
            assertThat(List.of(tally.altered(), tally.torn(), tally.disordered())).as(what).containsOnly(0L);
            assertThat(tally.distinct()).as(what).isEqualTo(writer.lines());
            assertThat(rounds).as(what)
                    .allSatisfy(round -> assertThat(round.again()).isLessThanOrEqualTo(Rig.BATCH))
                    .allSatisfy(round -> assertThat(round.twice()).as("twice in the channel").isZero());
            System.out.println(what);
        } finally {
            if (agent != null) {
                agent.close();
            }
        }
    }

    private void line(int stream, long sequence, long nanoTime) {
        if (stream >= 0 && sequence >= 0) {
            arrivals.line((long) stream * SpoolWriter.MOST_LINES + sequence);
        }
    }

    /** Kills the agent while it works, and starts it again. */
    private Round round(Rig rig, Follower follower, Random random) throws Exception {
        if (agent == null) {
            live(rig, follower);
        }
        switch (random.nextInt(3)) {
            case 0 -> rig.gate().slow(20 + random.nextInt(100));
            case 1 -> rig.gate().close();
            default -> rig.gate().open();
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
        agent.requireAlive();
        agent.kill();
        follower.catchUp();
        rig.gate().open();
        int begun = begun(rig.in().resolve(".flumespool/flumecamel-spool.tracker"));
        long again = arrivals.again();
        long twice = arrivals.againBehindFresh();
        live(rig, follower);
        return new Round(begun, arrivals.again() - again, arrivals.againBehindFresh() - twice);
    }

    /** How many files a tracker knows. */
    private static int begun(Path tracker) throws IOException {
        Set<String> files = new HashSet<>();
        for (String line : Files.exists(tracker) ? Files.readAllLines(tracker) : List.<String>of()) {
            String[] fields = line.split(" ");
            if (fields.length > 2 && fields[1].equals("file")) {
                files.add(fields[2]);
            } else if (fields.length > 2 && fields[1].equals("end")) {
                files.remove(fields[2]);
            }
        }
        return files.size();
    }

    /** Starts the agent and waits until it delivers something new. */
    private void live(Rig rig, Follower follower) throws Exception {
        follower.catchUp();
        arrivals.newLife();
        long before = arrivals.distinct();
        agent = rig.start();
        await("a fresh line", () -> arrivals.distinct() >= before + 2 * Rig.BATCH);
    }

    private void await(String what, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            agent.requireAlive();
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(90)) {
                throw new IllegalStateException(what + " did not come; the end of the log:\n" + agent.endOfLog());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
