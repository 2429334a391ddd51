/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory that all memory channels of an agent share, in estimated heap bytes. A channel with a limit of its own counts
 * too, but is held to its own limit only. The budget's lock guards the occupancy of the channels as well, because room in
 * one may be made by another. Thread-safe.
 */
final class ByteBudget {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomMade = lock.newCondition();
    private final long capacity;
    private long used;

    ByteBudget(long capacity) {
        this.capacity = capacity;
    }

    long capacity() {
        return capacity;
    }

    long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** How much one channel holds and may hold. Guarded by the budget's lock. */
    final class Share {

        private long maxEvents;
        private long maxBytes;
        private long events;
        private long bytes;

        Share(long maxEvents) {
            this.maxEvents = maxEvents;
        }

        /** @param newMaxBytes a limit of the channel's own in place of the budget's; 0 for none */
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

        /**
         * Takes room for a batch, waiting for it if need be. An empty channel has room for any batch, so that none is too
         * large for ever and no channel can starve another.
         *
         * @return whether there was room in time
         */
        boolean acquire(long batchEvents, long batchBytes, long millis) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
                while (!hasRoom(batchEvents, batchBytes)) {
                    if (nanos <= 0) {
                        return false;
                    }
                    nanos = roomMade.awaitNanos(nanos);
                }
                events += batchEvents;
                bytes += batchBytes;
                used += batchBytes;
                return true;
            } finally {
                lock.unlock();
            }
        }

        private boolean hasRoom(long batchEvents, long batchBytes) {
            if (events == 0) {
                return true;
            }
            return events + batchEvents <= maxEvents
                   && (maxBytes == 0 ? used + batchBytes <= capacity : bytes + batchBytes <= maxBytes);
        }

        void release(long batchEvents, long batchBytes) {
            lock.lock();
            try {
                events -= batchEvents;
                bytes -= batchBytes;
                used -= batchBytes;
                roomMade.signalAll();
            } finally {
                lock.unlock();
            }
        }

        long events() {
            lock.lock();
            try {
                return events;
            } finally {
                lock.unlock();
            }
        }

        long bytes() {
            lock.lock();
            try {
                return bytes;
            } finally {
                lock.unlock();
            }
        }

        long maxEvents() {
            lock.lock();
            try {
                return maxEvents;
            } finally {
                lock.unlock();
            }
        }

        /** The channel's own limit, or what all channels share. */
        long maxBytes() {
            lock.lock();
            try {
                return maxBytes == 0 ? capacity : maxBytes;
            } finally {
                lock.unlock();
            }
        }
    }
}
