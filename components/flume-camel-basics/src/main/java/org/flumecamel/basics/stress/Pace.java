/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.stress;

import java.util.concurrent.TimeUnit;

/** Spreads events evenly over time. Time that went by unused is not caught up with. Not thread-safe. */
final class Pace {

    private final int eventsPerSecond;
    private long due;

    /**
     * @param eventsPerSecond 0 for no limit
     * @param now             a reading of {@link System#nanoTime()}
     */
    Pace(int eventsPerSecond, long now) {
        this.eventsPerSecond = eventsPerSecond;
        this.due = now;
    }

    /** How many milliseconds to wait before the next events may go. */
    long delay(long now) {
        return eventsPerSecond == 0 ? 0 : Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - now));
    }

    /** Some events go now. */
    void sent(int events, long now) {
        if (eventsPerSecond > 0) {
            // a little late is the coarseness of waiting, not unused time
            long start = now - due > TimeUnit.MILLISECONDS.toNanos(100) ? now : due;
            due = start + TimeUnit.SECONDS.toNanos(1) * events / eventsPerSecond;
        }
    }
}
