/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.processor.loadbalancer.LoadBalancerSupport;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.core.SinkDelivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several sinks for one channel (Flume PROC): a policy of Camel's {@code loadBalance}. It stands in a route of its own without
 * error handler, which the retrying route of the spooler calls with {@code direct:}; an error handler around the sinks would
 * retry the first of them for ever.
 * <p>
 * A batch goes to one sink. If that fails, what it had not delivered goes to the next one; the group fails when none is left.
 * Events that a sink refuses for good are no reason to ask another. The group remembers what is settled of a batch, so a
 * redelivery sends only the rest. Each group has a bean of its own, because penalties and turns are kept in it. Thread-safe.
 */
public abstract class SinkGroup extends LoadBalancerSupport implements CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(SinkGroup.class);

    private final LongSupplier nanoTime;
    private CamelContext camelContext;
    private String sinkUris;
    private volatile List<GroupSink> sinks = List.of();
    /** The route that the bean is used in, or null. */
    private String owner;
    private boolean complete;

    SinkGroup(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** In which order the sinks that may be asked are asked. */
    abstract List<GroupSink> order(List<GroupSink> candidates);

    /** The longest penalty of a failed sink, in milliseconds; 0 for none. */
    abstract long maxPenalty();

    /** Takes note of the sinks, before the first batch. */
    abstract void prepare(List<GroupSink> all);

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            deliver(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private void deliver(Exchange exchange) throws Exception {
        SinkDelivery delivery = SinkDelivery.of(exchange, this);
        if (delivery.pending() > 0) {
            deliverPending(exchange, delivery);
        }
        if (!delivery.rejected().isEmpty()) {
            throw new PermanentDeliveryException("Sink group " + getRouteId(), delivery.rejected());
        }
        SinkDelivery.done(exchange, this);
    }

    private void deliverPending(Exchange exchange, SinkDelivery delivery) throws Exception {
        List<Exception> failures = new ArrayList<>();
        StringBuilder story = new StringBuilder();
        for (GroupSink sink : order(candidates())) {
            Exception failure = attempt(exchange, delivery, sink);
            if (failure == null) {
                return;
            }
            if (failure instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            failures.add(failure);
            story.append("; ").append(sink.name()).append(": ").append(failure);
        }
        Exception last = failures.isEmpty() ? null : failures.remove(failures.size() - 1);
        SinkGroupException all = new SinkGroupException(
                "Sink group " + getRouteId() + ": no sink took the batch" + story, last);
        failures.forEach(all::addSuppressed);
        throw all;
    }

    /** Those without a penalty; all where all have one, since the caller pauses before its retries as it is. */
    private List<GroupSink> candidates() {
        long now = nanoTime.getAsLong();
        List<GroupSink> live = sinks.stream().filter(sink -> sink.penaltyLeft(now) <= 0).toList();
        return live.isEmpty() ? sinks : live;
    }

    /** Sends what is pending to a sink. Returns null if all of it is settled then. */
    private Exception attempt(Exchange exchange, SinkDelivery delivery, GroupSink sink) {
        EventBatch rest = delivery.pendingEvents();
        SinkAttempt attempt = new SinkAttempt(exchange, rest, sink.name());
        Exception failure = attempt.send(sink.processor());
        if (failure instanceof PermanentDeliveryException permanent) {
            delivery.deliveredRestBut(permanent.rejected());
            failure = null;
        } else if (failure == null) {
            delivery.deliveredRest();
        } else if (attempt.begun() != null) {
            delivery.takeOver(attempt.begun());
        }
        if (failure == null) {
            delivered(sink);
            return null;
        }
        failed(sink, failure);
        return delivery.pending() == 0 ? null : failure;
    }

    private void delivered(GroupSink sink) {
        int before = sink.delivered();
        if (before > 0) {
            LOG.info("Sink {} of group {} takes batches again, after {} failures", sink.name(), getRouteId(), before);
        }
    }

    private void failed(GroupSink sink, Exception failure) {
        long now = nanoTime.getAsLong();
        int times = sink.failed(now, maxPenalty());
        long left = TimeUnit.NANOSECONDS.toMillis(Math.max(0, sink.penaltyLeft(now)));
        if (times == 1) {
            LOG.warn("Sink {} of group {} fails and is left alone for {} ms; what it did not take goes to the next sink: {}",
                    sink.name(), getRouteId(), left, failure.toString());
        } else {
            LOG.debug("Sink {} of group {} has failed {} times in a row and is left alone for {} ms: {}", sink.name(),
                    getRouteId(), times, left, failure.toString());
        }
    }

    /** Called while a route is made, for each of the group's steps. */
    @Override
    public void addProcessor(AsyncProcessor processor) {
        GroupMember.requireNoErrorHandler(processor);
        if (complete) {
            throw shared(GroupMember.route(processor));
        }
        owner = GroupMember.route(processor);
        super.addProcessor(processor);
    }

    /** Called when a route has all steps of the group, and again when it starts. */
    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
        complete = !getProcessors().isEmpty();
    }

    /** Called when a route starts. */
    @Override
    public void setRouteId(String routeId) {
        if (owner != null && !owner.equals(routeId)) {
            throw shared(routeId);
        }
        owner = routeId;
        super.setRouteId(routeId);
    }

    private IllegalArgumentException shared(String other) {
        return new IllegalArgumentException("The " + getClass().getSimpleName() + " of a sink group of route " + owner
                                            + " is used by another group, in route " + other + ", too: penalties and turns are"
                                            + " kept in it, so every group needs a bean of its own");
    }

    @Override
    protected void doInit() throws Exception {
        if (sinks.isEmpty()) {
            if (sinkUris != null && !sinkUris.isBlank()) {
                GroupMember.resolve(camelContext, sinkUris).forEach(super::addProcessor);
            }
            sinks = getProcessors().stream().map(processor -> new GroupSink(GroupMember.name(processor), processor)).toList();
        }
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("Sink group " + getRouteId() + " has no sinks: list them in the steps of its"
                                               + " loadBalance");
        }
        GroupMember.requireDifferentNames(getRouteId(), sinks.stream().map(GroupSink::name).toList());
        prepare(sinks);
        super.doInit();
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        sinks = List.of();
        owner = null;
        complete = false;
        super.setRouteId(null);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    /** Endpoint URIs of the sinks, separated by blanks or commas; instead of steps in the loadBalance. */
    public String getSinks() {
        return sinkUris;
    }

    public void setSinks(String sinkUris) {
        this.sinkUris = sinkUris;
    }
}
