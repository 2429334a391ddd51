/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.cache.DefaultProducerCache;
import org.apache.camel.support.service.ServiceHelper;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.EventBatches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Splits a batch, or takes it whole, and sends each part on (Flume SEL-REPL, SEL-MUX). Required targets come first; the
 * first that fails fails the Exchange. Optional ones follow, without the acknowledgement, so that nobody waits for them.
 */
class SelectorProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(SelectorProducer.class);

    private final SelectorEndpoint endpoint;
    private final OptionalFailures optionalFailures = new OptionalFailures(System::nanoTime);
    private Selection selection;
    private DefaultProducerCache producers;

    SelectorProducer(SelectorEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Distribution distribution = Distribution.of(EventBatches.from(exchange), selection);
        if (distribution.dropped() > 0) {
            endpoint.dropped(distribution.dropped());
            LOG.debug("{} drops {} events without a channel", endpoint, distribution.dropped());
        }
        List<Distribution.Part> required = new ArrayList<>(distribution.required());
        // one that refuses will most likely do so again: asked first, it spares the others a second copy at each retry
        required.sort(Comparator.comparing(part -> !part.target().hasRefused()));
        for (Distribution.Part part : required) {
            Exception failure = send(exchange, part, true);
            if (failure != null) {
                throw failure;
            }
        }
        for (Distribution.Part part : distribution.optional()) {
            Exception failure = send(exchange, part, false);
            if (failure != null) {
                endpoint.failedOptionally(part.batch().size());
                optionalFailures.add(part.target().endpoint(), part.batch().size(), failure);
            }
        }
    }

    private Exception send(Exchange exchange, Distribution.Part part, boolean acknowledged) {
        Exchange copy = ExchangeHelper.createCorrelatedCopy(exchange, false);
        copy.getMessage().setBody(part.batch());
        if (!acknowledged) {
            copy.removeProperty(Acknowledgement.PROPERTY);
        }
        Exception failure = producers.send(part.target().endpoint(), copy, null).getException();
        part.target().refused(failure != null);
        return failure;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        selection = Selection.of(endpoint);
        producers = new DefaultProducerCache(this, endpoint.getCamelContext(), 0);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(producers);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(producers);
        super.doStop();
    }
}
