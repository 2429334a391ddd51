/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import org.flumecamel.core.counter.DeadLetterCounter;

/** Remembers when events went to a dead letter. Thread-safe. */
final class DeadLetterGauge {

    private final DeadLetterCounter counter;
    private final long windowNanos;
    private final Deque<Rise> rises = new ArrayDeque<>();
    private long written;

    /** @param windowMillis how long it remembers */
    DeadLetterGauge(DeadLetterCounter counter, long windowMillis) {
        this.counter = counter;
        this.windowNanos = TimeUnit.MILLISECONDS.toNanos(windowMillis);
    }

    private record Rise(long nanos, long events) {
    }

    DeadLetterCounter counter() {
        return counter;
    }

    /** Looks at the counter. */
    synchronized void sample(long nanos) {
        long now = counter.getEventWrittenCount();
        if (now > written) {
            rises.addLast(new Rise(nanos, now - written));
            written = now;
        }
        while (!rises.isEmpty() && nanos - rises.peekFirst().nanos() > windowNanos) {
            rises.removeFirst();
        }
    }

    /** How many events went there in the time it remembers. */
    synchronized long recent(long nanos) {
        sample(nanos);
        return rises.stream().mapToLong(Rise::events).sum();
    }
}
