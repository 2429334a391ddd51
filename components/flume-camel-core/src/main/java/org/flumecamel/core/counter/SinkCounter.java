/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a sink takes and delivers. */
public final class SinkCounter extends Counter implements SinkCounterMXBean {

    private final LongAdder connectionCreatedCount = new LongAdder();
    private final LongAdder connectionClosedCount = new LongAdder();
    private final LongAdder connectionFailedCount = new LongAdder();
    private final LongAdder batchEmptyCount = new LongAdder();
    private final LongAdder batchUnderflowCount = new LongAdder();
    private final LongAdder batchCompleteCount = new LongAdder();
    private final LongAdder eventDrainAttemptCount = new LongAdder();
    private final LongAdder eventDrainSuccessCount = new LongAdder();
    private final LongAdder eventWriteFail = new LongAdder();
    private final LongAdder channelReadFail = new LongAdder();

    SinkCounter(String name) {
        super("SINK", name);
    }

    public void connectionCreated(long count) {
        connectionCreatedCount.add(count);
    }

    @Override
    public long getConnectionCreatedCount() {
        return connectionCreatedCount.sum();
    }

    public void connectionClosed(long count) {
        connectionClosedCount.add(count);
    }

    @Override
    public long getConnectionClosedCount() {
        return connectionClosedCount.sum();
    }

    public void connectionFailed(long count) {
        connectionFailedCount.add(count);
    }

    @Override
    public long getConnectionFailedCount() {
        return connectionFailedCount.sum();
    }

    public void batchEmpty(long count) {
        batchEmptyCount.add(count);
    }

    @Override
    public long getBatchEmptyCount() {
        return batchEmptyCount.sum();
    }

    public void batchUnderflow(long count) {
        batchUnderflowCount.add(count);
    }

    @Override
    public long getBatchUnderflowCount() {
        return batchUnderflowCount.sum();
    }

    public void batchComplete(long count) {
        batchCompleteCount.add(count);
    }

    @Override
    public long getBatchCompleteCount() {
        return batchCompleteCount.sum();
    }

    public void eventDrainAttempt(long count) {
        eventDrainAttemptCount.add(count);
    }

    @Override
    public long getEventDrainAttemptCount() {
        return eventDrainAttemptCount.sum();
    }

    public void eventDrainSuccess(long count) {
        eventDrainSuccessCount.add(count);
    }

    @Override
    public long getEventDrainSuccessCount() {
        return eventDrainSuccessCount.sum();
    }

    public void eventWriteFail(long count) {
        eventWriteFail.add(count);
    }

    @Override
    public long getEventWriteFail() {
        return eventWriteFail.sum();
    }

    public void channelReadFail(long count) {
        channelReadFail.add(count);
    }

    @Override
    public long getChannelReadFail() {
        return channelReadFail.sum();
    }
}
