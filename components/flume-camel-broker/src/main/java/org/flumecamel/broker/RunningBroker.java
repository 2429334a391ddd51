/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.concurrent.atomic.AtomicReference;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;

/** One run of Artemis, from its start to its stop. */
final class RunningBroker {

    private final Configuration configuration;
    private final ActiveMQServer server;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    RunningBroker(BrokerSettings settings, InVmAddress address) {
        configuration = ArtemisConfiguration.of(settings, address);
        server = new ActiveMQServerImpl(configuration);
        server.registerActivationFailureListener(failure::set);
    }

    String journal() {
        return configuration.getJournalType().name();
    }

    void start() throws Exception {
        server.start();
        if (failure.get() != null) {
            throw failure.get();
        }
        if (!server.isActive()) {
            throw new IllegalStateException("The embedded broker did not start; its log says why");
        }
    }

    void stop() throws Exception {
        server.stop();
    }
}
