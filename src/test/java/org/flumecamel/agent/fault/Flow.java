/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A writer that never stops, the agent that follows it, and what comes out at the far end. Whatever happens to the agent in
 * between, {@link #end} says what the oracle makes of it: every line that was written is delivered, nothing is delivered
 * that was not written or is not what was written, and in the order in which it was written.
 */
public final class Flow implements AutoCloseable {

    /** Bytes of a line. */
    public static final int LENGTH = 190;

    private static final long FRESH_SECONDS = 30;
    private static final long STUCK_SECONDS = 30;
    private static final Pattern POSITION = Pattern.compile("\"pos\"\\s*:\\s*(\\d+)");

    /** Starts the agent, the same each time. */
    public interface Agent {
        JavaProcess start() throws IOException;
    }

    /** Counts the output when the agent has stopped. */
    public interface Output {
        Tally count(Tally tally) throws IOException;
    }

    private final Agent agent;
    private final Output output;
    private final Path positions;
    private final SteadyWriter writer;
    private final Follower follower;
    private final Arrivals arrivals = new Arrivals();
    private JavaProcess running;

    /**
     * Begins to write.
     *
     * @param positions the position file of the agent's source
     */
    public Flow(Agent agent, Path in, Path out, Path positions, int linesPerSecond) {
        this(agent, in, out, tally -> tally.addAll(out), positions, linesPerSecond);
    }

    /**
     * The same, where the output is elsewhere.
     *
     * @param out    what is told of the output while the agent runs
     * @param output what is in it at the end
     */
    public Flow(Agent agent, Path in, Path out, Output output, Path positions, int linesPerSecond) {
        this.agent = agent;
        this.output = output;
        this.positions = positions;
        this.writer = new SteadyWriter(in, linesPerSecond, LENGTH);
        this.follower = new Follower(out, 2_000_000, this::line);
    }

    private void line(int stream, long sequence, long nanoTime) {
        if (stream >= 0 && sequence >= 0) {
            arrivals.line(writer.ordinal(stream, sequence));
        }
    }

    /** What has come so far. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** The agent as it runs now. */
    public JavaProcess agent() {
        return running;
    }

    /**
     * Starts the agent, which must not run.
     *
     * @return seconds until a line is delivered that was written after the start
     */
    public double start() throws IOException {
        launch();
        return awaitFresh();
    }

    /** Starts the agent, which must not run, and waits for nothing. */
    public void launch() throws IOException {
        follower.catchUp();
        arrivals.newLife();
        running = agent.start();
    }

    /** Kills the agent. */
    public void kill() throws InterruptedException {
        running.requireAlive();
        running.kill();
        follower.catchUp();
    }

    /**
     * Stops the agent in order.
     *
     * @return its exit code
     */
    public int stop() throws InterruptedException {
        running.requireAlive();
        int code = running.stop();
        follower.catchUp();
        return code;
    }

    /** How many lines are written and not delivered. */
    public long undelivered() {
        long written = writer.written();
        follower.catchUp();
        return written - arrivals.distinct();
    }

    /** How many lines the source will not read again, and are not delivered: only the channel has them. Never too high. */
    public long held() throws IOException {
        long acknowledged = acknowledged();
        follower.catchUp();
        return Math.max(0, acknowledged - arrivals.distinct());
    }

    private long acknowledged() throws IOException {
        if (!Files.exists(positions)) {
            return 0;
        }
        long bytes = 0;
        for (Matcher position = POSITION.matcher(Files.readString(positions)); position.find();) {
            bytes += Long.parseLong(position.group(1));
        }
        return bytes / LENGTH;
    }

    /** Waits until the channel holds so many lines that the source will not read again. */
    public void awaitHeld(long lines) throws IOException {
        long began = System.nanoTime();
        while (held() < lines) {
            requireSoon(began, 60, "The channel does not fill: it holds " + held() + " lines");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Waits until the output stays as it is for some time. */
    public void awaitStill(long millis) {
        long since = System.nanoTime();
        long last = -1;
        while (System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(millis)) {
            long now = arrivals.distinct() + arrivals.again();
            if (now != last) {
                last = now;
                since = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /**
     * Waits for a line that is written from now on.
     *
     * @return               for how many seconds
     * @throws IllegalStateException if none comes within 30 s or the agent ends
     */
    public double awaitFresh() {
        return awaitFresh(FRESH_SECONDS);
    }

    /** The same with more patience, where so much is queued before the fresh line that the time would say nothing. */
    public double awaitFresh(long seconds) {
        long mark = writer.written();
        long began = System.nanoTime();
        while (arrivals.newest() < mark) {
            requireSoon(began, seconds, "No fresh line came");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Waits until something holds that the agent is to bring about. */
    public void await(String what, long seconds, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            requireSoon(began, seconds, what + " did not happen");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Lets the agent run. */
    public void run(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < until) {
            running.requireAlive();
            LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(50), Math.max(1, until - System.nanoTime())));
        }
    }

    private void requireSoon(long began, long seconds, String otherwise) {
        running.requireAlive();
        if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(seconds)) {
            throw new IllegalStateException(otherwise + " within " + seconds + " s; the end of the log:\n"
                                            + running.endOfLog());
        }
    }

    /**
     * Ends the writer, waits for what is on its way, and stops the agent in order.
     *
     * @return what is wrong with the output; empty if nothing is
     */
    public List<String> end() throws Exception {
        Tally tally = endAndCount(STUCK_SECONDS);
        List<String> faults = new ArrayList<>();
        written().forEach((stream, lines) -> {
            List<Long> missing = tally.stream(stream).missing(lines);
            if (!missing.isEmpty()) {
                faults.add(missing.size() + " lines of stream " + stream + " lost, from " + missing.get(0) + " to "
                           + missing.get(missing.size() - 1));
            }
        });
        note(faults, tally.altered(), "altered " + tally.strange());
        note(faults, tally.torn(), "torn " + tally.strange());
        note(faults, tally.disordered(), "out of order");
        note(faults, tally.distinct() - writer.written() > 0 ? 1 : 0, "never written");
        return faults;
    }

    /**
     * Ends the writer, waits for what is on its way, stops the agent in order, and counts what is in the output.
     *
     * @param patience what does not come for so many seconds will not come
     */
    public Tally endAndCount(long patience) throws Exception {
        writer.close();
        awaitAll(patience);
        int code = running.stop();
        if (code != 0) {
            throw new IllegalStateException("The agent stopped with " + code + "; the end of the log:\n" + running.endOfLog());
        }
        return output.count(new Tally(LENGTH));
    }

    private static void note(List<String> faults, long count, String what) {
        if (count > 0) {
            faults.add(count + " lines " + what);
        }
    }

    private void awaitAll(long patience) {
        long last = arrivals.distinct();
        long lastAt = System.nanoTime();
        while (arrivals.distinct() < writer.written()
               && System.nanoTime() - lastAt < TimeUnit.SECONDS.toNanos(patience)) {
            running.requireAlive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            if (arrivals.distinct() != last) {
                last = arrivals.distinct();
                lastAt = System.nanoTime();
            }
        }
    }

    /** How many lines each stream has. */
    public Map<Integer, Long> written() {
        return writer.streams();
    }

    @Override
    public void close() throws IOException {
        try {
            writer.close();
            follower.close();
        } finally {
            if (running != null) {
                running.close();
            }
        }
    }
}
