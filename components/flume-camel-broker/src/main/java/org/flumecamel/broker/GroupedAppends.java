/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.activemq.artemis.utils.ExecutorFactory;
import org.apache.activemq.artemis.utils.actors.ArtemisExecutor;

/**
 * Flushes the journal's buffer as soon as nothing more waits to be appended. Artemis leaves that to a timer: each put would
 * wait for a thread more. What comes while one group is written and synced makes up the next.
 */
final class GroupedAppends implements ExecutorFactory {

    /** Tasks after which it flushes at the latest, if something is to be synced. */
    private static final int MOST = 1024;

    private final ExecutorFactory factory;
    private final AtomicBoolean syncWanted;
    private final Runnable flush;

    /**
     * @param syncWanted set by the files when a record is in the buffer that somebody waits for
     * @param flush      writes what the buffer has, and syncs it
     */
    GroupedAppends(ExecutorFactory factory, AtomicBoolean syncWanted, Runnable flush) {
        this.factory = factory;
        this.syncWanted = syncWanted;
        this.flush = flush;
    }

    @Override
    public ArtemisExecutor getExecutor() {
        ArtemisExecutor executor = factory.getExecutor();
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger grouped = new AtomicInteger();
        return task -> {
            waiting.incrementAndGet();
            boolean accepted = false;
            try {
                executor.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        if (waiting.decrementAndGet() == 0 || grouped.incrementAndGet() >= MOST) {
                            grouped.set(0);
                            flush();
                        }
                    }
                });
                accepted = true;
            } finally {
                if (!accepted) {
                    waiting.decrementAndGet();
                }
            }
        };
    }

    private void flush() {
        if (syncWanted.getAndSet(false)) {
            flush.run();
        }
    }
}
