/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.function.Supplier;

import org.flumecamel.core.counter.Counters;

/** Tells whether an agent has had nothing to do for a while. Used by one thread. */
final class IdleWatch {

    private final Supplier<Tally> tally;
    private Tally last;
    private long since = System.nanoTime();

    IdleWatch(Counters counters) {
        this(() -> Tally.of(counters));
    }

    IdleWatch(Supplier<Tally> tally) {
        this.tally = tally;
    }

    /** How long the channels are empty and nothing has changed, in nanoseconds; 0 if something goes on. */
    long idleNanos() {
        Tally now = tally.get();
        long nanos = System.nanoTime();
        if (now.queued() > 0 || !now.equals(last)) {
            since = nanos;
        }
        last = now;
        return nanos - since;
    }
}
