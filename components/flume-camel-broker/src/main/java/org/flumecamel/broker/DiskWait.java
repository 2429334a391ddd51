/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * What a piece of work in a thread of the broker waits for. Whatever is to be done when its records are on the disk is done by
 * the thread that waits, which saves a change of threads.
 */
final class DiskWait extends OperationContextImpl {

    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<Runnable> tasks;
    private final boolean forWriteOnly;
    /** Set in the waiting thread, but for the message, which the thread that failed sets before it wakes the other. */
    private boolean done;
    private volatile String failure;

    /** @param forWriteOnly whether a commit need only be written: a killed process does not lose it, a power loss may */
    DiskWait(boolean forWriteOnly) {
        this(new LinkedBlockingQueue<>(), forWriteOnly);
    }

    private DiskWait(BlockingQueue<Runnable> tasks, boolean forWriteOnly) {
        super(tasks::add);
        this.tasks = tasks;
        this.forWriteOnly = forWriteOnly;
    }

    /** Whether the work of the current thread waits only for writes. */
    static boolean isForWriteOnly() {
        return getContext(null) instanceof DiskWait wait && wait.forWriteOnly;
    }

    /**
     * Waits until everything that was begun in this context is on the disk, and syncs it if nobody else does.
     *
     * @throws IOException if the broker goes down, or nobody can say
     */
    void await(ActiveMQServer server) throws IOException {
        executeOnCompletion(new IOCallback() {
            @Override
            public void done() {
                done = true;
            }

            @Override
            public void onError(int code, String message) {
                failure = message;
                tasks.add(() -> { });
            }
        });
        while (!done && failure == null) {
            ((SyncedStorage) server.getStorageManager()).sync();
            try {
                Runnable task = tasks.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                } else if (!server.isStarted()) {
                    failure = "the broker goes down";
                }
            } catch (InterruptedException e) {
                failure = "the thread was interrupted";
            }
        }
        if (failure != null) {
            throw new IOException("The journal has not confirmed that it has it: " + failure);
        }
    }
}
