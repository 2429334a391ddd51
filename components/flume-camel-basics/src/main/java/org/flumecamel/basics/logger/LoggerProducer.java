/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.logger;

import org.flumecamel.core.Event;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.SinkProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each event at level INFO (Flume SNK-LOGGER). */
class LoggerProducer extends SinkProducer {

    private static final Logger LOG = LoggerFactory.getLogger(LoggerProducer.class);

    private final EventText text;

    LoggerProducer(LoggerEndpoint endpoint) {
        super(endpoint);
        this.text = new EventText(endpoint.getMaxBytesToLog());
    }

    @Override
    protected void deliver(SinkDelivery delivery) {
        if (LOG.isInfoEnabled()) {
            for (Event event : delivery.pendingEvents()) {
                LOG.info("Event: {}", text.of(event));
            }
        }
    }
}
