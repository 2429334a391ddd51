/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has come out of an agent so far, line by line, over all its lives. A life begins with each start of the agent. What
 * comes once more is counted in two ways: at the head of a life it is the batch that was in work when the life before
 * ended; behind a line that is new in this life it must have been in the channel twice.
 */
public final class Arrivals {

    private final BitSet seen = new BitSet();
    private final AtomicLong distinct = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final AtomicLong behind = new AtomicLong();
    private final AtomicLong newest = new AtomicLong(-1);
    private volatile boolean freshInThisLife;

    /** A line has come; called by one thread. */
    void line(long ordinal) {
        if (seen.get(Math.toIntExact(ordinal))) {
            again.incrementAndGet();
            if (freshInThisLife) {
                behind.incrementAndGet();
            }
        } else {
            seen.set((int) ordinal);
            distinct.incrementAndGet();
            newest.accumulateAndGet(ordinal, Math::max);
            freshInThisLife = true;
        }
    }

    /** The agent is dead, all that it has delivered was seen, and it is about to be started again. */
    void newLife() {
        freshInThisLife = false;
    }

    /** How many different lines came. */
    public long distinct() {
        return distinct.get();
    }

    /** How many lines came that had come before. */
    public long again() {
        return again.get();
    }

    /** How many of these came behind a line that was new in the same life. */
    public long againBehindFresh() {
        return behind.get();
    }

    /** The line written last of those that came, or -1. */
    public long newest() {
        return newest.get();
    }
}
