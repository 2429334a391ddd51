/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;

/** A sink that keeps what it gets, and that a test can block or let fail. Thread-safe. */
public final class ProbeSink implements Processor {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<EventBatch> batches = new ArrayList<>();
    private boolean blocked;
    private int failures;
    private int attempts;

    /** From now on an attempt waits until {@link #unblock()}. */
    public void block() {
        set(() -> blocked = true);
    }

    /** Lets waiting and later attempts go on. */
    public void unblock() {
        set(() -> blocked = false);
    }

    /** The next attempts fail with an {@link IOException}; {@code Integer.MAX_VALUE} is for ever. */
    public void failNext(int count) {
        set(() -> failures = count);
    }

    private void set(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        lock.lockInterruptibly();
        try {
            attempts++;
            changed.signalAll();
            while (blocked) {
                changed.await();
            }
            if (failures > 0) {
                failures -= failures == Integer.MAX_VALUE ? 0 : 1;
                throw new IOException("the probe fails as it was told to");
            }
            batches.add(EventBatches.from(exchange));
        } finally {
            lock.unlock();
        }
    }

    /** How many batches were offered, failed ones included. */
    public int attempts() {
        lock.lock();
        try {
            return attempts;
        } finally {
            lock.unlock();
        }
    }

    /** The batches that were taken. */
    public List<EventBatch> batches() {
        lock.lock();
        try {
            return List.copyOf(batches);
        } finally {
            lock.unlock();
        }
    }

    /** The events that were taken, in their order. */
    public List<Event> events() {
        List<Event> events = new ArrayList<>();
        batches().forEach(batch -> batch.forEach(events::add));
        return events;
    }

    /** How many events were taken. */
    public int count() {
        return batches().stream().mapToInt(EventBatch::size).sum();
    }

    /** Forgets what was taken. */
    public void clear() {
        set(batches::clear);
    }
}
