/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers of one source: each batch gets one, and so does each file from its beginning, as its generation. None is
 * given twice, over restarts too, as far as they were saved. Thread-safe.
 */
final class Serials {

    private final AtomicLong next = new AtomicLong(1);
    private final AtomicBoolean restarted = new AtomicBoolean();

    long next() {
        return next.getAndIncrement();
    }

    /** The generation of a file that holds something new from its beginning: to be saved soon. */
    long nextGeneration() {
        restarted.set(true);
        return next();
    }

    /** Whether a file began anew since the last call. */
    boolean takeRestarted() {
        return restarted.getAndSet(false);
    }

    /** The number that comes next. */
    long peek() {
        return next.get();
    }

    /** All numbers below this one may have been given. */
    void skipTo(long floor) {
        next.accumulateAndGet(floor, Math::max);
    }
}
