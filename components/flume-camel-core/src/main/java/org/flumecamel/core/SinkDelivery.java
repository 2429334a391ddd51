/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
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
    private String id;

    private SinkDelivery(EventBatch batch) {
        this.batch = batch;
    }

    /**
     * The delivery of an Exchange's batch by a sink: begun, or as an earlier attempt left it.
     *
     * @param sink whatever stands for the sink; it is known by its identity
     */
    public static SinkDelivery of(Exchange exchange, Object sink) {
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
    public static void done(Exchange exchange, Object sink) {
        Map<Object, SinkDelivery> deliveries = deliveries(exchange);
        if (deliveries != null) {
            deliveries.remove(sink);
        }
    }

    /** Forgets all deliveries of an Exchange, so that it can carry another batch to the same sinks. */
    public static void forget(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }

    /**
     * What the one sink that has begun with an Exchange and is not done has settled.
     *
     * @param  batch what the Exchange was sent with
     * @return       null if no sink has begun, or several have, or one with other events than these
     */
    public static SinkDelivery begun(Exchange exchange, EventBatch batch) {
        SinkDelivery begun = only(exchange);
        return begun != null && begun.batch == batch ? begun : null;
    }

    private static SinkDelivery only(Exchange exchange) {
        Map<Object, SinkDelivery> deliveries = deliveries(exchange);
        return deliveries == null || deliveries.size() != 1 ? null : deliveries.values().iterator().next();
    }

    /**
     * The events of an Exchange that are not delivered. Where no sink has begun, or several have, these are all events.
     */
    public static EventBatch undelivered(Exchange exchange) {
        SinkDelivery begun = only(exchange);
        return begun == null ? EventBatches.from(exchange) : begun.pendingEvents();
    }

    /** The events of an Exchange that a sink has refused for good while others of the batch can still be tried again. */
    public static List<PermanentDeliveryException.Rejected> refused(Exchange exchange) {
        SinkDelivery begun = only(exchange);
        return begun == null ? List.of() : List.copyOf(begun.rejected);
    }

    /** Hands what is done over to another Exchange with the same batch. */
    public static void carryOver(Exchange from, Exchange to) {
        to.setProperty(PROPERTY, from.getProperty(PROPERTY));
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, SinkDelivery> deliveries(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Map.class);
    }

    /**
     * A text no other delivery has, the same over all attempts, to make keys for events of. Texts made later sort behind,
     * which keeps indexes of keys small.
     */
    public String id() {
        if (id == null) {
            id = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX)
                 + Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX);
        }
        return id;
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

    /** The first of the pending events, so many of them, are where the sink promised. */
    public void deliveredFirst(int count) {
        int index = settled.nextClearBit(0);
        for (int i = 0; i < count; i++) {
            settled.set(index);
            index = settled.nextClearBit(index + 1);
        }
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

    /** All events that were pending are where the sink promised, but for some that can never be delivered. */
    public void deliveredRestBut(List<PermanentDeliveryException.Rejected> refused) {
        deliveredRest();
        rejected.addAll(refused);
    }

    /** Takes over what another sink has done with {@link #pendingEvents()}, as they were when it began. */
    public void takeOver(SinkDelivery other) {
        int index = settled.nextClearBit(0);
        for (int i = 0; i < other.batch.size(); i++) {
            int next = settled.nextClearBit(index + 1);
            if (other.settled.get(i)) {
                settled.set(index);
            }
            index = next;
        }
        rejected.addAll(other.rejected);
    }

    /** How many events are neither delivered nor refused yet. */
    public int pending() {
        return batch.size() - settled.cardinality();
    }

    /** The events refused so far, with the reason of each. */
    public List<PermanentDeliveryException.Rejected> rejected() {
        return Collections.unmodifiableList(rejected);
    }
}
