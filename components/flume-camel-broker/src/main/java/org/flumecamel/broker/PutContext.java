/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;

/**
 * What one put or commit waits for. Whatever is to be done when its records are on the disk is done by the thread that waits,
 * which saves a change of threads.
 */
final class PutContext extends OperationContextImpl {

    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<Runnable> tasks;
    /** Set in the waiting thread, but for the message, which the thread that failed sets before it wakes the other. */
    private boolean done;
    private volatile String failure;

    PutContext() {
        this(new LinkedBlockingQueue<>());
    }

    private PutContext(BlockingQueue<Runnable> tasks) {
        super(tasks::add);
        this.tasks = tasks;
    }

    /**
     * Waits until everything that was begun in this context is on the disk.
     *
     * @param  up          whether the broker runs
     * @throws IOException if it is not, or nobody can say
     */
    void await(BooleanSupplier up) throws IOException {
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
            try {
                Runnable task = tasks.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                } else if (!up.getAsBoolean()) {
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
