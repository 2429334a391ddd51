/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.service.ServiceHelper;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.PermanentDeliveryException;

/** Sends the beginnings of lines that are too long to an endpoint, and waits until it has them. */
final class OversizeDeadLetter implements LineEvents.DeadLetter {

    private final Endpoint endpoint;
    private final Producer producer;
    private final int maxEventBytes;

    OversizeDeadLetter(CamelContext context, String uri, int maxEventBytes) throws Exception {
        this.endpoint = context.getEndpoint(uri);
        this.producer = endpoint.createProducer();
        this.maxEventBytes = maxEventBytes;
        ServiceHelper.startService(producer);
    }

    @Override
    public void send(TailedFile file, Event head, String length) throws DeadLetterException {
        String reason = "a line of " + file + " has more than maxEventBytes=" + maxEventBytes + " bytes, namely " + length
                        + "; this is its beginning, from offset " + file.position();
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(EventBatch.of(head));
        exchange.setProperty(Exchange.FAILURE_ENDPOINT, "flume-taildir");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new PermanentDeliveryException("flume-taildir",
                List.of(new PermanentDeliveryException.Rejected(head, reason))));
        try {
            producer.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            throw new DeadLetterException("the line at offset " + file.position() + " is too long and " + endpoint
                                          + " does not take it: " + exchange.getException(), exchange.getException());
        }
    }

    void stop() {
        ServiceHelper.stopAndShutdownService(producer);
    }
}
