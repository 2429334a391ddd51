/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.service.ServiceHelper;
import org.flumecamel.core.Event;
import org.flumecamel.core.PermanentDeliveryException;

/** Puts aside what a channel cannot deliver: into the dead letter that the retry configuration names. Thread-safe. */
final class DeadLetters {

    private static final String URI = "flume-deadletter:{{flume.deadletter.name:deadletter}}";

    private final CamelContext context;
    private final String channel;
    private Producer producer;

    DeadLetters(CamelContext context, String channel) {
        this.context = context;
        this.channel = channel;
    }

    /**
     * Puts an event aside; it is on disk when this returns.
     *
     * @throws DeadLetterFailedException if it is not
     */
    synchronized void put(Event event, String reason) throws DeadLetterFailedException {
        try {
            if (producer == null) {
                Endpoint endpoint = context.getEndpoint(context.resolvePropertyPlaceholders(URI));
                Producer made = endpoint.createProducer();
                ServiceHelper.startService(made);
                producer = made;
            }
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.setProperty(Exchange.FAILURE_ENDPOINT, "channel " + channel);
            exchange.setException(new PermanentDeliveryException("Channel " + channel,
                    List.of(new PermanentDeliveryException.Rejected(event, reason))));
            producer.process(exchange);
        } catch (Exception e) {
            throw new DeadLetterFailedException(
                    "A message of channel " + channel + " makes no events (" + reason + "), and stays in its queue, because the"
                                                + " dead letter cannot take it: " + e.getMessage(),
                    e);
        }
    }

    synchronized void close() {
        ServiceHelper.stopService(producer);
        producer = null;
    }
}
