/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultExchange;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.core.SinkDelivery;

/**
 * The one route of a replay. The agent's settings and beans are as in a run, its own routes are left out: it may be running
 * them elsewhere.
 */
final class ReplayRoute extends MainListenerSupport implements LetterTarget {

    private static final String START = "direct:flume-deadletter-replay";

    private final String to;
    private CamelContext context;
    private ProducerTemplate template;

    ReplayRoute(String to) {
        this.to = to;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        context = main.getCamelContext();
        try {
            ModelCamelContext model = (ModelCamelContext) context;
            model.removeRouteDefinitions(List.<RouteDefinition>copyOf(model.getRouteDefinitions()));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(START).routeId("replay").errorHandler(noErrorHandler()).to(to);
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("The route to " + to + " cannot be made", e);
        }
    }

    @Override
    public Outcome send(EventBatch batch) {
        if (template == null) {
            template = context.createProducerTemplate();
        }
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(batch);
        Acknowledgement acknowledgement = Acknowledgement.open(true, failure -> {
        });
        exchange.setProperty(Acknowledgement.PROPERTY, acknowledgement);
        template.send(START, exchange);
        Exception failure = exchange.getException();
        acknowledgement.sourceHold().release();
        List<String> holders = acknowledgement.holders();
        if (failure == null && !holders.isEmpty()) {
            return new Outcome(new BitSet(), new IllegalStateException(
                    String.join(", ", holders) + " has the events in memory only, and ends with this command"));
        }
        return outcome(exchange, batch, failure);
    }

    private static Outcome outcome(Exchange exchange, EventBatch batch, Exception failure) {
        BitSet delivered = new BitSet();
        if (failure == null) {
            delivered.set(0, batch.size());
            return new Outcome(delivered, null);
        }
        if (failure instanceof PermanentDeliveryException permanent && isOf(permanent, batch)) {
            Set<Event> rejected = rejected(permanent.rejected());
            for (int i = 0; i < batch.size(); i++) {
                delivered.set(i, !rejected.contains(batch.get(i)));
            }
            return new Outcome(delivered, null);
        }
        SinkDelivery begun = SinkDelivery.begun(exchange, batch);
        if (begun != null) {
            Set<Event> rejected = rejected(begun.rejected());
            for (int i = 0; i < batch.size(); i++) {
                delivered.set(i, !begun.isPending(i) && !rejected.contains(batch.get(i)));
            }
        }
        return new Outcome(delivered, failure);
    }

    /** Whether the refused events are those of the batch, and not what a step has made of them. */
    private static boolean isOf(PermanentDeliveryException permanent, EventBatch batch) {
        Set<Event> events = Collections.newSetFromMap(new IdentityHashMap<>());
        batch.forEach(events::add);
        return permanent.rejected().stream().allMatch(one -> events.contains(one.event()));
    }

    private static Set<Event> rejected(List<PermanentDeliveryException.Rejected> rejected) {
        Set<Event> events = Collections.newSetFromMap(new IdentityHashMap<>());
        rejected.forEach(one -> events.add(one.event()));
        return events;
    }
}
