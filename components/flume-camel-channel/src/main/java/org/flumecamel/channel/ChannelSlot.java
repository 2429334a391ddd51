/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.flumecamel.core.EventBatch;

/**
 * A batch in a memory channel: what it occupies and what waits for it. It ends once, when all its events are settled or
 * one part of it has failed for good. It is also a completion of the queued Exchange, so that a consumer that is not a
 * spooler ends it too. Thread-safe.
 */
final class ChannelSlot extends SynchronizationAdapter {

    /** What happens at the end of a slot. */
    interface End {

        /** @param failure null if all events are delivered */
        void ended(ChannelSlot slot, Throwable failure);
    }

    static final String PROPERTY = "FlumeChannelSlot";

    private final EventBatch batch;
    private final boolean rereadable;
    private final End end;
    private final long since = System.nanoTime();
    private final AtomicInteger unsettled;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param rereadable whether the events can be read again if this process ends */
    ChannelSlot(EventBatch batch, boolean rereadable, End end) {
        this.batch = batch;
        this.rereadable = rereadable;
        this.end = end;
        this.unsettled = new AtomicInteger(batch.size());
    }

    EventBatch batch() {
        return batch;
    }

    boolean isRereadable() {
        return rereadable;
    }

    /** When it came into the channel, as {@link System#nanoTime} tells it. */
    long since() {
        return since;
    }

    boolean isEnded() {
        return ended.get();
    }

    /** Some more events of this slot are delivered. */
    void delivered(int events) {
        if (unsettled.addAndGet(-events) <= 0) {
            end(null);
        }
    }

    /** The channel gives up the rest of this slot. */
    void failed(Throwable cause) {
        end(cause);
    }

    private void end(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            end.ended(this, failure);
        }
    }

    @Override
    public void onComplete(Exchange exchange) {
        delivered(batch.size());
    }

    @Override
    public void onFailure(Exchange exchange) {
        Throwable cause = exchange.getException();
        failed(cause != null ? cause : new IllegalStateException("The Exchange failed without an exception"));
    }
}
