/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what goes into a channel and out of it. */
public final class ChannelCounter extends Counter implements ChannelCounterMXBean {

    private final LongAdder putAttempts = new LongAdder();
    private final LongAdder putSuccesses = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder takeAttempts = new LongAdder();
    private final LongAdder takeSuccesses = new LongAdder();
    private volatile LongSupplier size = () -> 0;
    private volatile long capacity;

    ChannelCounter(String name) {
        super("CHANNEL", name);
    }

    /** Sets where the size comes from, and the capacity, both in events. */
    public void gauges(LongSupplier currentSize, long maxEvents) {
        this.size = currentSize;
        this.capacity = maxEvents;
    }

    public void putAttempt(long count) {
        putAttempts.add(count);
    }

    public void putSuccess(long count) {
        putSuccesses.add(count);
    }

    /** Some events were put that the channel had already; it has not taken them in again. */
    public void duplicate(long count) {
        duplicates.add(count);
    }

    public void takeAttempt(long count) {
        takeAttempts.add(count);
    }

    public void takeSuccess(long count) {
        takeSuccesses.add(count);
    }

    @Override
    public long getChannelSize() {
        return size.getAsLong();
    }

    @Override
    public long getChannelCapacity() {
        return capacity;
    }

    @Override
    public double getChannelFillPercentage() {
        return capacity == 0 ? Double.MAX_VALUE : 100.0 * getChannelSize() / capacity;
    }

    @Override
    public long getEventPutAttemptCount() {
        return putAttempts.sum();
    }

    @Override
    public long getEventPutSuccessCount() {
        return putSuccesses.sum();
    }

    @Override
    public long getEventDuplicateCount() {
        return duplicates.sum();
    }

    @Override
    public long getEventTakeAttemptCount() {
        return takeAttempts.sum();
    }

    @Override
    public long getEventTakeSuccessCount() {
        return takeSuccesses.sum();
    }
}
