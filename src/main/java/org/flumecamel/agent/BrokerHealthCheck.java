/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.flumecamel.broker.EmbeddedBroker;

/** Down while the broker of the agent takes no puts. */
final class BrokerHealthCheck extends AbstractHealthCheck {

    private final EmbeddedBroker broker;

    BrokerHealthCheck(EmbeddedBroker broker) {
        super("flume", "flume-broker");
        this.broker = broker;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String problem = broker.problem();
        if (problem == null) {
            builder.message("The embedded broker takes puts").up();
        } else {
            builder.message("The embedded broker takes no puts: " + problem + ". What it has acknowledged is on its disk; it"
                            + " goes on by itself when this is over").down();
        }
    }
}
