/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Kills an agent again and again while its log file is written, and looks at what its restart makes of it. A round counts
 * only if something was undelivered when the agent was killed.
 */
public final class KillRounds {

    /**
     * What one kill did.
     *
     * @param undelivered  lines that were written and not delivered when the agent was killed
     * @param held         how many of these the source had given away for good, so that only the channel had them
     * @param again        lines that were delivered once more after it
     * @param twice        how many of these must have been put into the channel twice
     * @param freshSeconds from the restart until a line arrived that was written after it
     */
    public record Round(long undelivered, long held, long again, long twice, double freshSeconds) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d undelivered at the kill, %d of them in the channel only, %d again after it,"
                    + " %d twice in the channel, fresh lines after %.2f s", undelivered, held, again, twice, freshSeconds);
        }
    }

    private final Flow flow;
    private final GateControl gate;
    private final Random random;
    private final List<Round> rounds = new ArrayList<>();

    /**
     * @param flow its agent does not run yet
     * @param gate before the sink, to fill the channel before most of the kills; null if there is none
     */
    public KillRounds(Flow flow, GateControl gate, long seed) {
        this.flow = flow;
        this.gate = gate;
        this.random = new Random(seed);
    }

    /** Starts the agent and kills it so many times that as many rounds count. It runs when this returns. */
    public List<Round> run(int count) throws Exception {
        flow.start();
        for (int tries = 0; rounds.size() < count; tries++) {
            if (tries == 3 * count + 3) {
                throw new IllegalStateException("Too seldom anything was undelivered at the kill: " + rounds);
            }
            Round round = gate == null ? free() : held(random.nextInt(4));
            if (round.undelivered() > 0) {
                rounds.add(round);
            }
        }
        return List.copyOf(rounds);
    }

    private Round free() throws Exception {
        flow.run(200 + random.nextInt(1800));
        return kill();
    }

    /** A sink that is as fast as it can be, or slow, or down. */
    private Round held(int how) throws Exception {
        if (how == 1) {
            gate.slow(50 + random.nextInt(200));
        } else if (how >= 2) {
            gate.close();
        }
        flow.run(100 + random.nextInt(700));
        if (how >= 2) {
            flow.awaitHeld(1);
        }
        return kill();
    }

    private Round kill() throws Exception {
        flow.kill();
        long undelivered = flow.undelivered();
        long held = flow.held();
        long again = flow.arrivals().again();
        long twice = flow.arrivals().againBehindFresh();
        reopen();
        double fresh = flow.start();
        return new Round(undelivered, held, flow.arrivals().again() - again, flow.arrivals().againBehindFresh() - twice, fresh);
    }

    private void reopen() throws IOException {
        if (gate != null) {
            gate.open();
        }
    }

    /** The rounds that count. */
    public List<Round> rounds() {
        return List.copyOf(rounds);
    }
}
