/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;

/**
 * What one sink has done with the batch of one Exchange.
 * <p>
 * It lives in an Exchange property and so survives a redelivery, which then sends only the rest. It is never kept on the
 * event or the batch, because other branches of a fan-out share those. Used by one thread at a time.
 */
public final class SinkDelivery {

    private static final String PROPERTY = "FlumeSinkDelivery";

    private final EventBatch batch;
    private final BitSet settled = new BitSet();
    private final List<PermanentDeliveryException.Rejected> rejected = new ArrayList<>();

    private SinkDelivery(EventBatch batch) {
        this.batch = batch;
    }

    /** The delivery of an Exchange's batch by a sink: begun, or as an earlier attempt left it. */
    static SinkDelivery of(Exchange exchange, Object sink) {
        Map<Object, SinkDelivery> deliveries = deliveries(exchange);
        SinkDelivery delivery = deliveries == null ? null : deliveries.get(sink);
        if (delivery == null) {
            delivery = new SinkDelivery(EventBatches.from(exchange));
            // a map of its own for each Exchange, since copies of an Exchange share the property's value
            Map<Object, SinkDelivery> own = new IdentityHashMap<>(2);
            if (deliveries != null) {
                own.putAll(deliveries);
            }
            own.put(sink, delivery);
            exchange.setProperty(PROPERTY, own);
        }
        return delivery;
    }

    /** Forgets the delivery, so that the same Exchange may be sent again to the same sink on purpose. */
    static void done(Exchange exchange, Object sink) {
        Map<Object, SinkDelivery> deliveries = deliveries(exchange);
        if (deliveries != null) {
            deliveries.remove(sink);
        }
    }

    /**
     * The events of an Exchange that are not delivered. Where no sink has begun, or several have, these are all events.
     */
    public static EventBatch undelivered(Exchange exchange) {
        Map<Object, SinkDelivery> deliveries = deliveries(exchange);
        if (deliveries == null || deliveries.size() != 1) {
            return EventBatches.from(exchange);
        }
        return deliveries.values().iterator().next().pendingEvents();
    }

    /** Hands what is done over to another Exchange with the same batch. */
    public static void carryOver(Exchange from, Exchange to) {
        to.setProperty(PROPERTY, from.getProperty(PROPERTY));
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, SinkDelivery> deliveries(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Map.class);
    }

    /** The whole batch. */
    public EventBatch batch() {
        return batch;
    }

    /** Whether an event, by its index in the batch, is neither delivered nor refused yet. */
    public boolean isPending(int index) {
        return !settled.get(index);
    }

    /** Whether nothing of the batch has been settled yet. */
    public boolean isUntouched() {
        return settled.isEmpty();
    }

    /** The events that are neither delivered nor refused yet, in their order. */
    public EventBatch pendingEvents() {
        if (isUntouched()) {
            return batch;
        }
        EventBatch.Builder rest = new EventBatch.Builder(batch.size() - settled.cardinality());
        for (int i = settled.nextClearBit(0); i < batch.size(); i = settled.nextClearBit(i + 1)) {
            rest.add(batch.get(i));
        }
        return rest.build();
    }

    /** The event is where the sink promised. */
    public void delivered(int index) {
        settled.set(index);
    }

    /** The events of a range of indexes are where the sink promised. */
    public void delivered(int fromIndex, int toIndex) {
        settled.set(fromIndex, toIndex);
    }

    /** All events that were pending are where the sink promised. */
    public void deliveredRest() {
        settled.set(0, batch.size());
    }

    /** The event can never be delivered. */
    public void reject(int index, String reason) {
        settled.set(index);
        rejected.add(new PermanentDeliveryException.Rejected(batch.get(index), reason));
    }

    int pending() {
        return batch.size() - settled.cardinality();
    }

    List<PermanentDeliveryException.Rejected> rejected() {
        return rejected;
    }
}
