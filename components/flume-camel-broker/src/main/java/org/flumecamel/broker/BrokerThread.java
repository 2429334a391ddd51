/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Lets a thread of the broker do what reads or writes files, and waits for it: an interrupt of the caller's thread would close
 * the file it works on.
 */
final class BrokerThread {

    private final ActiveMQServer server;
    private final Executor executor;

    BrokerThread(ActiveMQServer server) {
        this.server = server;
        this.executor = server.getExecutorFactory().getExecutor();
    }

    interface Work {

        void run() throws Exception;
    }

    /**
     * Returns when the work is done and what it has written is on the disk; an interrupt does not end it.
     *
     * @throws IOException if it has failed, or nobody can say
     */
    void run(Work work) throws IOException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        try {
            executor.execute(() -> complete(work, end));
        } catch (RuntimeException e) {
            throw new IOException("the embedded broker is stopped", e);
        }
        try {
            join(end);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private void complete(Work work, CompletableFuture<Void> end) {
        PutContext context = new PutContext();
        server.getStorageManager().setContext(context);
        try {
            work.run();
            context.await(server::isStarted);
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        } finally {
            OperationContextImpl.clearContext();
        }
    }

    private static void join(CompletableFuture<Void> end) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    end.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
