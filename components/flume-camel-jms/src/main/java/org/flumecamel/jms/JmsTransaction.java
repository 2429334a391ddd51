/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import org.flumecamel.channel.ChannelTransaction;
import org.flumecamel.core.EventBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch a reader has handed out. It ends once, in whatever thread; the reader's own thread then commits. Thread-safe. */
final class JmsTransaction implements ChannelTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(JmsTransaction.class);

    private enum State {
        OPEN,
        DELIVERED,
        RETURNED
    }

    private final JmsReader reader;
    private final EventBatch batch;
    private final boolean complete;
    private State state = State.OPEN;

    JmsTransaction(JmsReader reader, EventBatch batch, boolean complete) {
        this.reader = reader;
        this.batch = batch;
        this.complete = complete;
    }

    @Override
    public EventBatch batch() {
        return batch;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public boolean isRereadable() {
        return true;
    }

    @Override
    public void settled(Throwable failure) {
        if (failure == null) {
            end(State.DELIVERED);
        } else if (end(State.RETURNED)) {
            LOG.warn("A batch of channel {} failed behind its route and is taken again: {}", reader.channelName(),
                    failure.toString());
        }
    }

    @Override
    public void giveBack() {
        end(State.RETURNED);
    }

    private synchronized boolean end(State how) {
        if (state != State.OPEN) {
            return false;
        }
        state = how;
        notifyAll();
        return true;
    }

    synchronized boolean isDelivered() {
        return state == State.DELIVERED;
    }

    /** Waits until it has ended. */
    private synchronized void await() throws InterruptedException {
        while (state == State.OPEN) {
            wait();
        }
    }

    /** Waits until it has ended, but not longer than some milliseconds. Returns whether it has. */
    synchronized boolean await(long millis) throws InterruptedException {
        if (state == State.OPEN && millis > 0) {
            wait(millis);
        }
        return state != State.OPEN;
    }

    @Override
    public void finish() throws Exception {
        await();
        reader.ended();
    }
}
