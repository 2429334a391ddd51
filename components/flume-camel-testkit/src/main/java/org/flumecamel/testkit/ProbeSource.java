/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.util.concurrent.CompletableFuture;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.EventBatch;

/** A source that sends one batch at a time and remembers what became of it. */
public final class ProbeSource {

    private final CamelContext context;
    private final String uri;

    public ProbeSource(CamelContext context, String uri) {
        this.context = context;
        this.uri = uri;
    }

    /** Sends a batch that can be read again. */
    public Sent send(EventBatch batch) throws Exception {
        return send(batch, true);
    }

    /** Sends a batch, and gives back its own hold if the route returns normally, as every source does. */
    public Sent send(EventBatch batch, boolean rereadable) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(batch);
        CompletableFuture<Throwable> settled = new CompletableFuture<>();
        Acknowledgement acknowledgement = Acknowledgement.open(rereadable, settled::complete);
        exchange.setProperty(Acknowledgement.PROPERTY, acknowledgement);
        Producer producer = endpoint.createProducer();
        producer.start();
        try {
            producer.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            producer.stop();
        }
        if (exchange.getException() == null) {
            acknowledgement.sourceHold().release();
        } else {
            acknowledgement.sourceHold().fail(exchange.getException());
        }
        return new Sent(exchange.getException(), settled, acknowledgement);
    }

    /**
     * A batch that was sent.
     *
     * @param failure         what the route threw, or null
     * @param settled         completes when the batch settles: with null if it is delivered, else with the failure
     * @param acknowledgement its acknowledgement
     */
    public record Sent(Exception failure, CompletableFuture<Throwable> settled, Acknowledgement acknowledgement) {

        /** Whether it is settled and delivered. */
        public boolean isDelivered() {
            return settled.isDone() && settled.join() == null;
        }

        /** Whether it is settled and failed. */
        public boolean isFailed() {
            return settled.isDone() && settled.join() != null;
        }
    }
}
