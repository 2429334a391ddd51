/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.concurrent.TimeUnit;

/** Since when a condition holds. Thread-safe for one writer. */
final class Lasting {

    private volatile Long since;

    /**
     * Says how it is at a moment.
     *
     * @param nanos that moment, as {@link System#nanoTime} tells it
     */
    void is(boolean holds, long nanos) {
        if (!holds) {
            since = null;
        } else if (since == null) {
            since = nanos;
        }
    }

    /** How long it has held, in milliseconds; negative if it does not. */
    long millis(long nanos) {
        Long began = since;
        return began == null ? -1 : TimeUnit.NANOSECONDS.toMillis(nanos - began);
    }
}
