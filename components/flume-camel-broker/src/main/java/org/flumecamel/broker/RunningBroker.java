/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/** One run of Artemis, from its start to its stop or to the first write that fails. */
final class RunningBroker {

    private final ActiveMQServer server;
    private final DirectQueues queues;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param brokenDown told, by a thread that must go on, when the disk has failed and the broker goes down
     */
    RunningBroker(Configuration configuration, DiskGuard disk, SuppressedDuplicates duplicates,
            Consumer<Throwable> brokenDown) {
        server = new DurableServer(configuration);
        server.registerBrokerPlugin(disk);
        server.registerBrokerPlugin(duplicates);
        queues = new DirectQueues(server, disk, duplicates);
        server.registerActivationFailureListener(failure::set);
        server.registerIOCriticalErrorListener((cause, message, file) -> brokenDown.accept(cause));
    }

    /** @throws Exception if it does not run; it need not be stopped then */
    void start() throws Exception {
        try {
            server.start();
            if (failure.get() != null) {
                throw failure.get();
            }
            if (!server.isActive()) {
                throw new IllegalStateException("Artemis has not become active; its log says why");
            }
        } catch (Exception e) {
            server.stop(true);
            throw e;
        }
    }

    DirectQueues queues() {
        return queues;
    }

    void stop() throws Exception {
        queues.stop();
        server.stop(true);
    }

    /** Whether it has gone down and left its files alone. */
    boolean isDown() {
        return server.getState() == ActiveMQServer.SERVER_STATE.STOPPED;
    }
}
