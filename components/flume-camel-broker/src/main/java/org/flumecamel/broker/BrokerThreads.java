/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.flumecamel.core.FlumeThread;

/**
 * Does a piece of work of the broker where nobody interrupts it: in the current thread if that can put interrupts off, else in
 * one of its own, for which the current one waits. Artemis is not made for threads that others interrupt: an interrupt closes
 * the file that a thread works on, and takes locks for held that are not. Thread-safe.
 */
final class BrokerThreads {

    private static final long LOOK_MILLIS = 100;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ActiveMQServer server;
    private final ExecutorService threads;

    BrokerThreads(ActiveMQServer server) {
        AtomicInteger number = new AtomicInteger();
        this.server = server;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new BrokerThread(task, "flume-broker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static final class BrokerThread extends Thread {

        private BrokerThread(Runnable task, String name) {
            super(task, name);
        }
    }

    /** Whether the current thread does such work: it may wait for a disk, and then syncs what it waits for. */
    static boolean isCurrent() {
        Thread current = Thread.currentThread();
        return current instanceof BrokerThread || current instanceof FlumeThread thread && thread.isUninterruptible();
    }

    interface Work<T> {

        T run() throws Exception;
    }

    /**
     * Returns when the work is done and what it has written is on the disk; an interrupt does not end it.
     *
     * @throws IOException if nobody can say whether it is on the disk
     * @throws Exception   what the work throws
     */
    <T> T run(Work<T> work) throws Exception {
        return run(work, new DiskWait(false));
    }

    /** The same, but returns when what the work commits is written, and will be synced soon. */
    <T> T runAndWrite(Work<T> work) throws Exception {
        return run(work, new DiskWait(true));
    }

    private <T> T run(Work<T> work, DiskWait context) throws Exception {
        CompletableFuture<T> end = new CompletableFuture<>();
        if (Thread.currentThread() instanceof FlumeThread thread && !isCurrent() && !threads.isShutdown()) {
            thread.runUninterrupted(() -> complete(work, context, end));
        } else {
            executeInOwnThread(() -> complete(work, context, end));
        }
        try {
            return join(end);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : new IOException(e.getCause());
        }
    }

    private void executeInOwnThread(Runnable task) throws IOException {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw new IOException("the embedded broker is stopped", e);
        } catch (OutOfMemoryError e) {
            throw new IOException("there is no thread for it: " + e.getMessage(), e);
        }
    }

    private <T> void complete(Work<T> work, DiskWait context, CompletableFuture<T> end) {
        OperationContextImpl.setContext(context);
        T result = null;
        Throwable failure = null;
        try {
            result = work.run();
        } catch (Throwable e) {
            failure = e;
        }
        try {
            // of failed work too: what rolls it back ends here
            context.await(server);
        } catch (Throwable e) {
            failure = failure == null ? e : failure;
        } finally {
            OperationContextImpl.clearContext();
        }
        if (failure == null) {
            end.complete(result);
        } else {
            end.completeExceptionally(failure);
        }
    }

    /** A thread that waits for room in a page is left behind when the broker stops. */
    private <T> T join(CompletableFuture<T> end) throws ExecutionException, IOException {
        boolean interrupted = false;
        long downSince = 0;
        try {
            while (true) {
                try {
                    return end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    long now = System.nanoTime() | 1;
                    downSince = server.isStarted() ? 0 : downSince == 0 ? now : downSince;
                    if (downSince != 0 && now - downSince > GRACE_NANOS) {
                        throw new IOException("the embedded broker went down before it had confirmed anything", e);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void stop() {
        threads.shutdown();
    }
}
