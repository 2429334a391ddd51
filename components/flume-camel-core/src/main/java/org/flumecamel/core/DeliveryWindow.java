/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The batches of one source that are sent and not yet settled, in the order they were read.
 * <p>
 * One thread, the source's, adds entries and sends them again after a failure; acknowledgements may come from any thread
 * and in any order. A position is passed on only when its batch and all before it are settled, so that what the source
 * saves is always a contiguous prefix of what it has read.
 *
 * @param <P> where the source stands after a batch
 */
public final class DeliveryWindow<P> {

    /** Estimated heap bytes of an entry beside its batch. */
    private static final int OVERHEAD = 200;

    private enum State {
        IN_FLIGHT, FAILED, SETTLED
    }

    private final long maxEvents;
    private final long maxBytes;
    private final Consumer<P> onAdvance;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long events;
    private long bytes;
    private int failed;

    /**
     * @param maxEvents how many events may wait for their position to be passed on: unsettled ones and those behind them,
     *                  which a restart would read again
     * @param maxBytes  how many bytes of estimated heap may be unsettled; one batch is always let in
     * @param onAdvance gets each position once, in order; called under this window's lock, so it must be quick and must
     *                  not call back
     */
    public DeliveryWindow(long maxEvents, long maxBytes, Consumer<P> onAdvance) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.onAdvance = Objects.requireNonNull(onAdvance, "onAdvance");
    }

    /** Adds a batch at the end; the position is null if the source cannot stand between this batch and the next. */
    public Entry add(EventBatch batch, P position) {
        return add(batch, position, null);
    }

    /**
     * Adds a batch at the end.
     *
     * @param position null if the source cannot stand between this batch and the next
     * @param origin   makes the origin for an attempt to send the batch, quickly; or null
     */
    public Entry add(EventBatch batch, P position, Function<EventBatch, BatchOrigin> origin) {
        lock.lock();
        try {
            Entry entry = new Entry(batch, position, origin);
            entries.addLast(entry);
            events += batch.size();
            bytes += batch.footprint() + OVERHEAD;
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is room for another batch or a failed one is to be sent again, which comes first.
     *
     * @return whether there is room and nothing failed; false also when the time is up
     */
    public boolean awaitRoom(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!hasRoom() && failed == 0) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return failed == 0;
        } finally {
            lock.unlock();
        }
    }

    private void advance() {
        while (!entries.isEmpty() && entries.peekFirst().state == State.SETTLED) {
            Entry first = entries.pollFirst();
            events -= first.size;
            bytes -= OVERHEAD;
            if (first.position != null) {
                onAdvance.accept(first.position);
            }
        }
    }

    private boolean hasRoom() {
        return entries.isEmpty() || events < maxEvents && bytes < maxBytes;
    }

    /** The oldest failed entry, now in flight again, or null if none failed. */
    public Entry takeFailed() {
        lock.lock();
        try {
            if (failed == 0) {
                return null;
            }
            for (Entry entry : entries) {
                if (entry.state == State.FAILED) {
                    failed--;
                    entry.state = State.IN_FLIGHT;
                    return entry;
                }
            }
            throw new IllegalStateException(failed + " failed batches are counted but none is found");
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all entries; acknowledgements that come later are ignored. For a source that starts again. */
    public void clear() {
        lock.lock();
        try {
            entries.forEach(entry -> entry.state = State.SETTLED);
            entries.clear();
            events = 0;
            bytes = 0;
            failed = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Events whose positions are not passed on: those that are unsettled, and settled ones behind them. */
    public long events() {
        lock.lock();
        try {
            return events;
        } finally {
            lock.unlock();
        }
    }

    public boolean isEmpty() {
        lock.lock();
        try {
            return entries.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What holds the oldest unsettled batch, for messages. */
    public String heldBy() {
        lock.lock();
        try {
            Iterator<Entry> oldest = entries.iterator();
            while (oldest.hasNext()) {
                Entry entry = oldest.next();
                if (entry.state == State.IN_FLIGHT && entry.acknowledgement != null) {
                    return String.join(", ", entry.acknowledgement.holders());
                }
            }
            return "nothing";
        } finally {
            lock.unlock();
        }
    }

    /** One batch on its way. */
    public final class Entry {

        private final P position;
        private final int size;
        private EventBatch batch;
        private Function<EventBatch, BatchOrigin> origin;
        private State state = State.IN_FLIGHT;
        private Acknowledgement acknowledgement;
        private int attempt;

        private Entry(EventBatch batch, P position, Function<EventBatch, BatchOrigin> origin) {
            this.batch = batch;
            this.origin = origin;
            this.size = batch.size();
            this.position = position;
        }

        /** The batch, or null if it is settled. */
        public EventBatch batch() {
            lock.lock();
            try {
                return batch;
            } finally {
                lock.unlock();
            }
        }

        /** A new origin for an attempt to send the batch, or null. */
        BatchOrigin origin() {
            lock.lock();
            try {
                return origin == null ? null : origin.apply(batch);
            } finally {
                lock.unlock();
            }
        }

        /** How many events the batch has. */
        public int size() {
            return size;
        }

        /** Opens the acknowledgement of the next attempt; what an earlier attempt reports from now on is ignored. */
        public Acknowledgement attempt(boolean rereadable) {
            lock.lock();
            try {
                int number = ++attempt;
                acknowledgement = Acknowledgement.open(rereadable, failure -> settled(number, failure));
                return acknowledgement;
            } finally {
                lock.unlock();
            }
        }

        /** Settles the entry whatever its acknowledgement says later. */
        public void settle() {
            lock.lock();
            try {
                settled(attempt, null);
            } finally {
                lock.unlock();
            }
        }

        private void settled(int number, Throwable failure) {
            lock.lock();
            try {
                if (number != attempt || state != State.IN_FLIGHT) {
                    return;
                }
                if (failure != null) {
                    state = State.FAILED;
                    failed++;
                } else {
                    state = State.SETTLED;
                    bytes -= batch.footprint();
                    // behind one that is stuck it may stay here for long, but not its events
                    batch = null;
                    origin = null;
                    acknowledgement = null;
                    advance();
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
