/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The account of a channel on a broker: what is in it, as far as this process knows, and what may be. Thread-safe.
 */
final class Occupancy {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomMade = lock.newCondition();
    private long maxEvents;
    private long maxBytes;
    private long messages;
    private long events;
    private long bytes;
    /** Grows with each change, so that a look at the broker can tell whether it is still about the same moment. */
    private long changes;

    /**
     * What is in a channel.
     *
     * @param changes how often the account had changed until then
     */
    record Snapshot(long messages, long events, long bytes, long changes) {
    }

    /** Sets the limits; 0 for none. */
    void limit(long newMaxEvents, long newMaxBytes) {
        lock.lock();
        try {
            maxEvents = newMaxEvents;
            maxBytes = newMaxBytes;
            roomMade.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isLimited() {
        lock.lock();
        try {
            return maxEvents > 0 || maxBytes > 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes room for a message, waiting for it if need be. An empty channel has room for any message.
     *
     * @param  millis how long it may wait
     * @return        whether there was room in time
     */
    boolean acquire(long moreEvents, long moreBytes, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!hasRoom(moreEvents, moreBytes)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = roomMade.awaitNanos(nanos);
            }
            add(1, moreEvents, moreBytes);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(long moreEvents, long moreBytes) {
        return events == 0
               || (maxEvents == 0 || events + moreEvents <= maxEvents) && (maxBytes == 0 || bytes + moreBytes <= maxBytes);
    }

    private void add(long moreMessages, long moreEvents, long moreBytes) {
        // others may take what they have not put, so it could fall below nothing
        messages = Math.max(0, messages + moreMessages);
        events = Math.max(0, events + moreEvents);
        bytes = Math.max(0, bytes + moreBytes);
        changes++;
    }

    /** Some messages have left the channel, or have not come into it. */
    void release(long fewerMessages, long fewerEvents, long fewerBytes) {
        lock.lock();
        try {
            add(-fewerMessages, -fewerEvents, -fewerBytes);
            roomMade.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Corrects the account after a look at the broker.
     *
     * @param before    the account before the look
     * @param seen      what was there
     * @param inTraffic whether to do so though the account has changed meanwhile; what changed may then count twice or not
     */
    void correct(Snapshot before, BrokerQueue.Tally seen, boolean inTraffic) {
        lock.lock();
        try {
            if (inTraffic || changes == before.changes()) {
                add(seen.messages() - before.messages(), seen.events() - before.events(), seen.bytes() - before.bytes());
                roomMade.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    Snapshot snapshot() {
        lock.lock();
        try {
            return new Snapshot(messages, events, bytes, changes);
        } finally {
            lock.unlock();
        }
    }

    long events() {
        return snapshot().events();
    }

    long maxEvents() {
        lock.lock();
        try {
            return maxEvents;
        } finally {
            lock.unlock();
        }
    }

    long maxBytes() {
        lock.lock();
        try {
            return maxBytes;
        } finally {
            lock.unlock();
        }
    }
}
