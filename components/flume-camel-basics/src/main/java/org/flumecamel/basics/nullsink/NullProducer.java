/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.nullsink;

import java.util.concurrent.atomic.AtomicLong;

import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.SinkProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events, throws them away and says now and then how many there were (Flume SNK-NULL). */
class NullProducer extends SinkProducer {

    private static final Logger LOG = LoggerFactory.getLogger(NullProducer.class);

    private final long logEvery;
    private final AtomicLong events = new AtomicLong();

    NullProducer(NullEndpoint endpoint) {
        super(endpoint);
        this.logEvery = endpoint.getLogEveryNEvents();
    }

    @Override
    protected void deliver(SinkDelivery delivery) {
        int taken = delivery.pendingEvents().size();
        long total = events.addAndGet(taken);
        if (total / logEvery > (total - taken) / logEvery) {
            LOG.info("Sink {} has thrown away {} events", getEndpoint().getName(), total);
        }
    }
}
