/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.support.ExchangeHelper;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.SinkDelivery;

/**
 * One attempt of one sink of a group. It works on a copy of the Exchange, so that a failure leaves no trace on the group's. The
 * copy has an acknowledgement of its own: if a sink is a channel, its refusal must not fail a batch that the next sink takes.
 */
final class SinkAttempt {

    private final Exchange exchange;
    private final EventBatch events;
    private final Exchange copy;
    private Acknowledgement.Hold hold;
    private Acknowledgement acknowledgement;

    SinkAttempt(Exchange exchange, EventBatch events, String sink) {
        this.exchange = exchange;
        this.events = events;
        this.copy = ExchangeHelper.createCopy(exchange, true);
        copy.getMessage().setBody(events);
        SinkDelivery.forget(copy);
        Acknowledgement outer = Acknowledgement.of(exchange);
        if (outer != null) {
            hold = outer.hold("sink " + sink);
            acknowledgement = Acknowledgement.open(outer.isRereadable(), this::settled);
            copy.setProperty(Acknowledgement.PROPERTY, acknowledgement);
        }
    }

    private void settled(Throwable failure) {
        if (failure == null) {
            hold.release();
        } else {
            hold.fail(failure);
        }
    }

    /** Returns why the sink did not take the events, or null. */
    Exception send(AsyncProcessor sink) {
        try {
            sink.process(copy);
        } catch (Exception | Error e) {
            copy.setException(e);
        }
        exchange.setProperty(ExchangePropertyKey.TO_ENDPOINT, copy.getProperty(ExchangePropertyKey.TO_ENDPOINT));
        Exception failure = copy.getException();
        if (acknowledgement != null) {
            if (failure == null) {
                acknowledgement.sourceHold().release();
            } else {
                // what it holds counts no more: the batch goes to another sink, or back
                hold.release();
                acknowledgement.sourceHold().fail(failure);
            }
        }
        return failure;
    }

    /** What the sink has settled before it failed, or null if that is not known. */
    SinkDelivery begun() {
        return SinkDelivery.begun(copy, events);
    }
}
