/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a source reads and hands on. */
public final class SourceCounter extends Counter implements SourceCounterMXBean {

    private final LongAdder eventReceivedCount = new LongAdder();
    private final LongAdder eventAcceptedCount = new LongAdder();
    private final LongAdder appendReceivedCount = new LongAdder();
    private final LongAdder appendAcceptedCount = new LongAdder();
    private final LongAdder appendBatchReceivedCount = new LongAdder();
    private final LongAdder appendBatchAcceptedCount = new LongAdder();
    private final LongAdder openConnectionCount = new LongAdder();
    private final LongAdder eventReadFail = new LongAdder();
    private final LongAdder channelWriteFail = new LongAdder();
    private final LongAdder genericProcessingFail = new LongAdder();

    SourceCounter(String name) {
        super("SOURCE", name);
    }

    public void eventReceived(long count) {
        eventReceivedCount.add(count);
    }

    @Override
    public long getEventReceivedCount() {
        return eventReceivedCount.sum();
    }

    public void eventAccepted(long count) {
        eventAcceptedCount.add(count);
    }

    @Override
    public long getEventAcceptedCount() {
        return eventAcceptedCount.sum();
    }

    public void appendReceived(long count) {
        appendReceivedCount.add(count);
    }

    @Override
    public long getAppendReceivedCount() {
        return appendReceivedCount.sum();
    }

    public void appendAccepted(long count) {
        appendAcceptedCount.add(count);
    }

    @Override
    public long getAppendAcceptedCount() {
        return appendAcceptedCount.sum();
    }

    public void appendBatchReceived(long count) {
        appendBatchReceivedCount.add(count);
    }

    @Override
    public long getAppendBatchReceivedCount() {
        return appendBatchReceivedCount.sum();
    }

    public void appendBatchAccepted(long count) {
        appendBatchAcceptedCount.add(count);
    }

    @Override
    public long getAppendBatchAcceptedCount() {
        return appendBatchAcceptedCount.sum();
    }

    public void connectionOpened() {
        openConnectionCount.increment();
    }

    public void connectionClosed() {
        openConnectionCount.decrement();
    }

    @Override
    public long getOpenConnectionCount() {
        return openConnectionCount.sum();
    }

    public void eventReadFail(long count) {
        eventReadFail.add(count);
    }

    @Override
    public long getEventReadFail() {
        return eventReadFail.sum();
    }

    public void channelWriteFail(long count) {
        channelWriteFail.add(count);
    }

    @Override
    public long getChannelWriteFail() {
        return channelWriteFail.sum();
    }

    public void genericProcessingFail(long count) {
        genericProcessingFail.add(count);
    }

    @Override
    public long getGenericProcessingFail() {
        return genericProcessingFail.sum();
    }
}
