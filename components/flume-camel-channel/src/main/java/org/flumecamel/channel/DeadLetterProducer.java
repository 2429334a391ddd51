/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.util.URISupport;
import org.flumecamel.channel.deadletter.DeadLetter;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.DeadLetterCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the events of a failed Exchange to the dead letter. It returns only when they are on disk; otherwise it fails, and
 * the batch stays unsettled.
 */
public class DeadLetterProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProducer.class);

    private final DeadLetterFiles files;
    private final DeadLetterCounter counter;

    DeadLetterProducer(DeadLetterEndpoint endpoint) {
        super(endpoint);
        this.files = endpoint.files();
        this.counter = Counters.of(endpoint.getCamelContext()).deadLetter(endpoint.getName());
        counter.gauges(this::used, endpoint.getMaxBytes());
    }

    private long used() {
        try {
            return files.used();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public DeadLetterEndpoint getEndpoint() {
        return (DeadLetterEndpoint) super.getEndpoint();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        List<PermanentDeliveryException.Rejected> rejected = rejected(exchange);
        if (!rejected.isEmpty()) {
            String origin = origin(exchange);
            long now = System.currentTimeMillis();
            write(rejected.stream().map(one -> new DeadLetter(one.event(), one.reason(), origin, now)).toList());
        }
    }

    private void write(List<DeadLetter> letters) throws IOException {
        try {
            files.write(letters, getEndpoint().getMaxBytes(), getEndpoint().getMaxFileBytes());
        } catch (IOException | RuntimeException e) {
            counter.refused(letters.size(), e.getMessage() == null ? e.toString() : e.getMessage());
            throw new IOException("Dead letter " + getEndpoint().getName() + " cannot be written, so its " + letters.size()
                                  + " events stay where they were: " + e.getMessage(), e);
        }
        counter.written(letters.size());
        LOG.warn("{} events went to the dead letter {}; the first because: {}", letters.size(), getEndpoint().getName(),
                letters.get(0).reason());
    }

    private static List<PermanentDeliveryException.Rejected> rejected(Exchange exchange) throws Exception {
        Exception cause = exchange.getException() != null
                ? exchange.getException() : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (cause instanceof PermanentDeliveryException permanent) {
            return permanent.rejected();
        }
        refuseAtStop(exchange, cause);
        String reason = cause == null ? "sent here by its route" : cause.toString();
        // those that a sink has refused for good on the way are nowhere else either
        List<PermanentDeliveryException.Rejected> all = new ArrayList<>(SinkDelivery.refused(exchange));
        SinkDelivery.undelivered(exchange).forEach(event -> all.add(new PermanentDeliveryException.Rejected(event, reason)));
        return all;
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
        String where = endpoint == null ? "" : URISupport.sanitizeUri(endpoint);
        return route == null ? where : "route " + route + (where.isEmpty() ? "" : ", " + where);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        files.open();
        counter.start();
    }

    @Override
    protected void doStop() throws Exception {
        counter.stop();
        super.doStop();
    }
}
