/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.apache.camel.CamelContext;

/**
 * The thread of a source or of a spooler, which can put an interrupt off: it may then do itself what must not be interrupted
 * half-way, such as a write to a journal. Any other thread has to ask one for it that nobody interrupts, which costs two
 * changes of threads.
 */
public final class FlumeThread extends Thread {

    private final Object lock = new Object();
    private boolean uninterruptible;
    /** Whether an interrupt came meanwhile. */
    private boolean interrupted;

    private FlumeThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }

    /** Makes an executor of such threads, named as Camel names those of a source. The caller shuts it down. */
    public static ExecutorService newExecutor(CamelContext context, String source, int threads) {
        return Executors.newFixedThreadPool(threads,
                task -> new FlumeThread(task, context.getExecutorServiceManager().resolveThreadName(source)));
    }

    /**
     * Does something without being interrupted. An interrupt that comes before its end is there after it.
     *
     * @throws IllegalStateException if another thread calls it, or this one from within it
     */
    public void runUninterrupted(Runnable work) {
        if (Thread.currentThread() != this || uninterruptible) {
            throw new IllegalStateException("only a thread itself can put its interrupts off, and only once: " + getName());
        }
        synchronized (lock) {
            uninterruptible = true;
            interrupted = Thread.interrupted();
        }
        try {
            work.run();
        } finally {
            synchronized (lock) {
                uninterruptible = false;
                if (interrupted) {
                    super.interrupt();
                }
            }
        }
    }

    /** Whether this thread puts its interrupts off. Only the thread itself may ask. */
    public boolean isUninterruptible() {
        return uninterruptible;
    }

    @Override
    public void interrupt() {
        synchronized (lock) {
            if (uninterruptible) {
                interrupted = true;
            } else {
                super.interrupt();
            }
        }
    }
}
