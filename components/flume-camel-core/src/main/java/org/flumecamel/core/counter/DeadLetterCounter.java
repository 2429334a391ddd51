/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what goes to a dead letter, and says whether it can be written. */
public final class DeadLetterCounter extends Counter implements DeadLetterCounterMXBean {

    private final LongAdder written = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile LongSupplier used = () -> 0;
    private volatile long limit;
    private volatile String lastFailure;
    private volatile long lastFailureTime;

    DeadLetterCounter(String name) {
        super("DEADLETTER", name);
    }

    /** Sets where the size of the files comes from, and their limit, both in bytes. */
    public void gauges(LongSupplier bytesUsed, long bytesLimit) {
        this.used = bytesUsed;
        this.limit = bytesLimit;
    }

    /** Some events are on disk. */
    public void written(long events) {
        written.add(events);
        lastFailure = null;
    }

    /** Some events could not be written. */
    public void refused(long events, String reason) {
        refused.add(events);
        lastFailureTime = System.currentTimeMillis();
        lastFailure = reason;
    }

    @Override
    public long getEventWrittenCount() {
        return written.sum();
    }

    @Override
    public long getEventRefusedCount() {
        return refused.sum();
    }

    @Override
    public long getBytesUsed() {
        return used.getAsLong();
    }

    @Override
    public long getBytesLimit() {
        return limit;
    }

    @Override
    public String getLastFailure() {
        return lastFailure;
    }

    @Override
    public long getLastFailureTime() {
        return lastFailureTime;
    }
}
