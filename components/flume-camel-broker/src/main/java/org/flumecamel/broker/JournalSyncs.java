/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.activemq.artemis.core.io.IOCallback;

/**
 * What of the journal was written and is still to be synced. The threads that wait for it sync it, one for all that wait at
 * that moment; what nobody waits for is synced soon after. Thread-safe.
 */
final class JournalSyncs {

    /** After which time what nobody waits for is synced: a power loss takes no more of it. */
    private static final long SOON_MILLIS = 100;

    private final ScheduledExecutorService scheduler;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ReentrantLock syncing = new ReentrantLock();
    private final List<Written> written = new ArrayList<>();
    private volatile Thread appending;

    private record Written(SyncedFile file, List<IOCallback> callbacks) { }

    JournalSyncs(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    /** Called when a record is in the buffer that somebody waits for. */
    void want() {
        wanted.set(true);
    }

    /** Returns whether there is a record in the buffer that somebody waits for, and takes it for written. */
    boolean takeWanted() {
        return wanted.getAndSet(false);
    }

    /** Tells of a thread that it leaves the syncing of what it writes to one that waits for it. */
    void appends(Thread thread) {
        appending = thread;
    }

    /** Called with the lock of the journal's buffer released. */
    void written(SyncedFile file, boolean sync, List<IOCallback> callbacks) {
        if (appending != Thread.currentThread()) {
            file.finish(sync, callbacks);
            return;
        }
        synchronized (written) {
            written.add(new Written(file, callbacks));
        }
        if (!sync && scheduled.compareAndSet(false, true)) {
            schedule();
        }
    }

    private void schedule() {
        try {
            scheduler.schedule(() -> {
                scheduled.set(false);
                sync();
            }, SOON_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the broker stops, and syncs each file that it closes
            scheduled.set(false);
        }
    }

    /** Returns when what was written before it was called is synced, or has failed; its callbacks are told. */
    void sync() {
        syncing.lock();
        try {
            List<Written> mine;
            synchronized (written) {
                mine = List.copyOf(written);
                written.clear();
            }
            int next = 0;
            while (next < mine.size()) {
                next = syncFile(mine, next);
            }
        } finally {
            syncing.unlock();
        }
    }

    /** Returns the index of the first that is in another file. */
    private static int syncFile(List<Written> mine, int first) {
        SyncedFile file = mine.get(first).file();
        List<IOCallback> callbacks = new ArrayList<>();
        int next = first;
        while (next < mine.size() && mine.get(next).file() == file) {
            callbacks.addAll(mine.get(next).callbacks());
            next++;
        }
        file.finish(true, callbacks);
        return next;
    }
}
