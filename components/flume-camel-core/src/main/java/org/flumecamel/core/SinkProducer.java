/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SinkCounter;

/**
 * Base of our sinks. It keeps the sink's side of the delivery contract: an Exchange returns normally only when every
 * event is where the sink promised; a redelivery sends only what is not there yet; and only when nothing is left to be
 * tried again does it say that some events can never be delivered.
 */
public abstract class SinkProducer extends DefaultProducer {

    /** Exchange property a spooler sets: whether the batch is as large as it may be. */
    public static final String BATCH_COMPLETE = "FlumeBatchComplete";

    private final SinkCounter counter;

    protected SinkProducer(SinkEndpoint endpoint) {
        super(endpoint);
        this.counter = Counters.of(endpoint.getCamelContext()).sink(endpoint.getName());
    }

    /**
     * Delivers the pending events of a batch and marks each as delivered or rejected. Pending events that are not marked
     * when it returns count as delivered. Several threads may call it at once, with different batches.
     *
     * @throws Exception if some events are not delivered but may be at another try; what is marked stays marked
     */
    protected abstract void deliver(SinkDelivery delivery) throws Exception;

    protected final SinkCounter counter() {
        return counter;
    }

    @Override
    public final void process(Exchange exchange) throws Exception {
        SinkDelivery delivery = SinkDelivery.of(exchange, this);
        int attempted = delivery.pending();
        int rejectedBefore = delivery.rejected().size();
        if (attempted > 0) {
            counter.eventDrainAttempt(attempted);
            boolean thrown = true;
            try {
                deliver(delivery);
                delivery.deliveredRest();
                thrown = false;
            } finally {
                counter.eventDrainSuccess(attempted - delivery.pending() - (delivery.rejected().size() - rejectedBefore));
                if (thrown) {
                    counter.eventWriteFail(1);
                }
            }
        }
        countBatch(exchange, delivery.batch());
        if (!delivery.rejected().isEmpty()) {
            throw new PermanentDeliveryException("Sink " + getEndpoint().getName(), delivery.rejected());
        }
        SinkDelivery.done(exchange, this);
    }

    private void countBatch(Exchange exchange, EventBatch batch) {
        if (batch.isEmpty()) {
            counter.batchEmpty(1);
        } else if (exchange.getProperty(BATCH_COMPLETE, true, boolean.class)) {
            counter.batchComplete(1);
        } else {
            counter.batchUnderflow(1);
        }
    }

    @Override
    public SinkEndpoint getEndpoint() {
        return (SinkEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        counter.start();
    }

    @Override
    protected void doStop() throws Exception {
        counter.stop();
        super.doStop();
    }
}
