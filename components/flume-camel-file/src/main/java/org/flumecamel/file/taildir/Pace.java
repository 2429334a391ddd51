/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

/**
 * How long the source sleeps between two looks at its files: short while they grow, so that a line is on its way within
 * tens of milliseconds, longer while they rest; and never so short that looking itself would take a noticeable share of
 * a core, however many files there are.
 */
final class Pace {

    private static final long MILLI = 1_000_000;
    private static final long SHORTEST = 20 * MILLI;
    private static final long LONGEST_ACTIVE = 150 * MILLI;
    private static final long LONGEST_QUIET = 250 * MILLI;
    private static final long LONGEST = 1000 * MILLI;
    /** Looking may take one part in so many of the time. */
    private static final int ACTIVE_SHARE = 32;
    private static final int QUIET_SHARE = 256;

    private long quiet = SHORTEST;

    /**
     * @param  active whether something was read in this round
     * @param  cost   how long the round took beside reading and sending, in nanoseconds
     * @return        how long to sleep, in milliseconds
     */
    long next(boolean active, long cost) {
        long sleep;
        if (active) {
            quiet = SHORTEST;
            sleep = Math.min(Math.max(SHORTEST, cost * ACTIVE_SHARE), LONGEST_ACTIVE);
        } else {
            quiet = Math.min(quiet + quiet / 2, LONGEST_QUIET);
            sleep = Math.max(quiet, Math.min(cost * QUIET_SHARE, LONGEST));
        }
        return sleep / MILLI;
    }
}
