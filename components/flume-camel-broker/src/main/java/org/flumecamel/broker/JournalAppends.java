/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.activemq.artemis.utils.ExecutorFactory;
import org.apache.activemq.artemis.utils.actors.ArtemisExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the journal in the very thread of the broker that has something to append, or that finds others at it. What has
 * been appended is written as soon as nothing more waits for it, and synced by a thread that waits for the sync: Artemis
 * would change threads for the first and leave the second to a timer. What comes during a sync makes up the next one.
 */
final class JournalAppends implements ExecutorFactory {

    private static final Logger LOG = LoggerFactory.getLogger(JournalAppends.class);

    /** Tasks after which it writes at the latest, if something is to be synced. */
    private static final int MOST = 1024;
    /** A journal asks for its executors in this order: that of its files, of its compacting, of its appending. */
    private static final int APPENDING = 3;

    private final ExecutorFactory factory;
    private final Runnable write;
    private final JournalSyncs syncs;
    private int executors;
    private volatile Appender appender;

    /** @param write writes what the buffer has */
    JournalAppends(ExecutorFactory factory, Runnable write, JournalSyncs syncs) {
        this.factory = factory;
        this.write = write;
        this.syncs = syncs;
    }

    /** To be called before a journal starts. */
    synchronized void journalStarts() {
        executors = 0;
    }

    @Override
    public synchronized ArtemisExecutor getExecutor() {
        ArtemisExecutor executor = factory.getExecutor();
        if (++executors != APPENDING) {
            return executor;
        }
        appender = new Appender(executor);
        return appender;
    }

    /** Writes, without a sync, what was appended so far. */
    void writeAppended() {
        appender.execute(write);
    }

    private final class Appender implements ArtemisExecutor {

        private final ArtemisExecutor executor;
        private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        private final AtomicInteger open = new AtomicInteger();

        private Appender(ArtemisExecutor executor) {
            this.executor = executor;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
            if (open.getAndIncrement() > 0) {
                return;
            }
            if (!BrokerThreads.isCurrent()) {
                // a thread that may not wait for a disk, or may be interrupted
                executor.execute(this::appendAndSync);
            } else if (append() > 1) {
                // some of it was of threads that may not know that it is theirs to sync
                executor.execute(syncs::sync);
            }
        }

        private void appendAndSync() {
            append();
            syncs.sync();
        }

        /** Returns how many tasks there were. */
        private int append() {
            int count = 0;
            do {
                syncs.appends(Thread.currentThread());
                run(tasks.remove());
                count++;
                if (open.get() == 1 || count % MOST == 0) {
                    run(this::writeIfWanted);
                }
                syncs.appends(null);
            } while (open.decrementAndGet() > 0);
            return count;
        }

        private void writeIfWanted() {
            if (syncs.takeWanted()) {
                write.run();
            }
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("The journal has not appended a record", e);
        }
    }
}
