/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.List;
import java.util.stream.StreamSupport;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.util.URISupport;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.core.SinkDelivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the events of a failed Exchange to the dead letter. It returns only when they are on disk; otherwise it fails, and
 * the batch stays unsettled.
 */
public class DeadLetterProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProducer.class);

    private final DeadLetterFiles files;

    DeadLetterProducer(DeadLetterEndpoint endpoint) {
        super(endpoint);
        this.files = new DeadLetterFiles(endpoint);
    }

    @Override
    public DeadLetterEndpoint getEndpoint() {
        return (DeadLetterEndpoint) super.getEndpoint();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Exception cause = exchange.getException() != null
                ? exchange.getException() : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        List<PermanentDeliveryException.Rejected> rejected;
        if (cause instanceof PermanentDeliveryException permanent) {
            rejected = permanent.rejected();
        } else {
            refuseAtStop(exchange, cause);
            String reason = cause == null ? "sent here by its route" : cause.toString();
            rejected = StreamSupport.stream(SinkDelivery.undelivered(exchange).spliterator(), false)
                    .map(event -> new PermanentDeliveryException.Rejected(event, reason)).toList();
        }
        if (!rejected.isEmpty()) {
            files.write(rejected, origin(exchange));
            LOG.warn("{} events went to the dead letter {}; the first because: {}", rejected.size(), getEndpoint().getName(),
                    rejected.get(0).reason());
        }
    }

    /** A stop ends retries before their number is used up: that is no reason to give a batch up. */
    private static void refuseAtStop(Exchange exchange, Exception cause) throws Exception {
        SpoolerConsumer spooler = exchange.getProperty(SpoolerConsumer.PROPERTY, SpoolerConsumer.class);
        boolean stopping = spooler == null ? exchange.getContext().isStopping() : spooler.isStopRequested();
        if (stopping && cause != null) {
            throw cause;
        }
    }

    private static String origin(Exchange exchange) {
        String route = exchange.getProperty(Exchange.FAILURE_ROUTE_ID, exchange.getFromRouteId(), String.class);
        String endpoint = exchange.getProperty(Exchange.FAILURE_ENDPOINT, String.class);
        return "route " + route + (endpoint == null ? "" : ", " + URISupport.sanitizeUri(endpoint));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        files.open();
    }

    @Override
    protected void doStop() throws Exception {
        files.close();
        super.doStop();
    }
}
