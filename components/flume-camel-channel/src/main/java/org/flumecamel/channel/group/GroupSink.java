/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.concurrent.TimeUnit;

import org.apache.camel.AsyncProcessor;

/** A sink of a group, and how long it is left alone because it failed. Thread-safe. */
final class GroupSink {

    /** The unit of penalties: the n-th failure in a row costs this times two to the power of n. */
    private static final long UNIT_MILLIS = 1000;
    /** Flume's penalty overflows after 21 failures and is then none at all. */
    private static final int MAX_EXPONENT = 16;

    private final String name;
    private final AsyncProcessor processor;
    private int failures;
    private boolean penalised;
    private long until;

    GroupSink(String name, AsyncProcessor processor) {
        this.name = name;
        this.processor = processor;
    }

    String name() {
        return name;
    }

    AsyncProcessor processor() {
        return processor;
    }

    /** Nanoseconds until its penalty is over; not above 0 if it may be asked. */
    synchronized long penaltyLeft(long nanoTime) {
        return penalised ? until - nanoTime : 0;
    }

    /**
     * It has failed once more.
     *
     * @param  maxMillis the longest penalty; 0 for none at all
     * @return           how many times it has failed in a row
     */
    synchronized int failed(long nanoTime, long maxMillis) {
        failures++;
        long millis = Math.min(maxMillis, UNIT_MILLIS << Math.min(failures, MAX_EXPONENT));
        penalised = millis > 0;
        until = nanoTime + TimeUnit.MILLISECONDS.toNanos(millis);
        return failures;
    }

    /** It has taken a batch. Returns how many times it had failed before. */
    synchronized int delivered() {
        int before = failures;
        failures = 0;
        penalised = false;
        return before;
    }
}
