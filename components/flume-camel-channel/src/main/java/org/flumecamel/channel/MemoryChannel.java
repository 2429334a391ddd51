/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.UnitOfWorkHelper;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;
import org.flumecamel.core.counter.ChannelCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel in memory: the queue of a Camel {@code seda:} endpoint, with an account of what is in it. A batch stays on
 * the account until a sink is done with it, so the capacity bounds what is in work as well. Thread-safe.
 */
final class MemoryChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryChannel.class);

    /** Events a channel holds when nothing else is said. */
    private static final int DEFAULT_CAPACITY = 100_000;

    private final String name;
    private final SedaEndpoint seda;
    private final BlockingQueue<Exchange> queue;
    private final ByteBudget budget;
    private final ByteBudget.Share share;
    private final ChannelCounter counter;
    /** Parts of batches a spooler has given back, next to go out first. */
    private final Deque<SlotPart> returned = new ArrayDeque<>();
    /** Slots in the order they came; those that have ended leave when they are the oldest. */
    private final Queue<ChannelSlot> unsettled = new ConcurrentLinkedQueue<>();
    private ChannelOptions options = ChannelOptions.NONE;

    MemoryChannel(String name, SedaEndpoint seda, ByteBudget budget, ChannelCounter counter) {
        this.name = name;
        this.seda = seda;
        this.queue = seda.getQueue();
        this.budget = budget;
        this.share = budget.new Share(DEFAULT_CAPACITY);
        this.counter = counter;
        counter.gauges(share::events, DEFAULT_CAPACITY);
        counter.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChannelCounter counter() {
        return counter;
    }

    @Override
    public Backlog backlog() {
        return new Backlog(share.events(), share.maxEvents(), share.bytes(), share.maxBytes(), oldestMillis());
    }

    @Override
    public ChannelReader reader(BatchLimits limits) {
        return new MemoryReader(this, limits);
    }

    @Override
    public synchronized void configure(ChannelOptions named) {
        if (named.compression() != null && !"none".equalsIgnoreCase(named.compression())) {
            throw new IllegalArgumentException("compression is for durable channels; channel " + name + " is in memory");
        }
        options = options.and(named, name);
        int effective = options.capacity() == 0 ? DEFAULT_CAPACITY : options.capacity();
        share.limit(effective, options.byteCapacity());
        counter.gauges(share::events, effective);
    }

    @Override
    public void put(Exchange exchange, long keepAliveMillis) throws ChannelFullException, InterruptedException {
        EventBatch batch = EventBatches.from(exchange).compact();
        if (batch.isEmpty()) {
            return;
        }
        counter.putAttempt(batch.size());
        Acknowledgement acknowledgement = Acknowledgement.of(exchange);
        Acknowledgement.Hold hold = acknowledgement == null ? null : acknowledgement.hold("channel " + name);
        boolean put = false;
        try {
            enqueue(exchange, batch, acknowledgement, hold, keepAliveMillis);
            put = true;
        } catch (ChannelFullException | InterruptedException | RuntimeException e) {
            if (hold != null) {
                hold.fail(e);
            }
            throw e;
        } finally {
            if (put) {
                counter.putSuccess(batch.size());
            }
        }
    }

    private void enqueue(
            Exchange exchange, EventBatch batch, Acknowledgement acknowledgement, Acknowledgement.Hold hold, long keepAlive)
            throws ChannelFullException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(keepAlive);
        if (!share.acquire(batch.size(), batch.footprint(), keepAlive)) {
            throw full(keepAlive);
        }
        ChannelSlot slot = new ChannelSlot(batch, acknowledgement != null && acknowledgement.isRereadable(),
                (ended, failure) -> ended(ended, failure, hold));
        unsettled.add(slot);
        boolean queued = false;
        try {
            // the seda queue may have been made by a plain endpoint, with a smaller size of its own
            queued = queue.offer(queuedCopy(exchange, slot), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            if (!queued) {
                unsettled.remove(slot);
                share.release(batch.size(), batch.footprint());
            }
        }
        if (!queued) {
            throw full(keepAlive);
        }
    }

    private ChannelFullException full(long keepAlive) {
        return new ChannelFullException(
                "Channel " + name + " is full and stayed so for " + keepAlive + " ms: " + share.events() + " of "
                                        + share.maxEvents() + " events, " + share.bytes() + " bytes in it, " + budget.used()
                                        + " of the " + budget.capacity() + " bytes that memory channels share");
    }

    private Exchange queuedCopy(Exchange exchange, ChannelSlot slot) {
        Exchange copy = seda.createExchange();
        copy.getMessage().setBody(slot.batch());
        Map<String, Object> headers = exchange.getMessage().hasHeaders() ? exchange.getMessage().getHeaders() : Map.of();
        headers.forEach(copy.getMessage()::setHeader);
        copy.setProperty(ChannelSlot.PROPERTY, slot);
        copy.getExchangeExtension().addOnCompletion(slot);
        return copy;
    }

    private void ended(ChannelSlot slot, Throwable failure, Acknowledgement.Hold hold) {
        share.release(slot.batch().size(), slot.batch().footprint());
        oldest();
        if (failure == null) {
            counter.takeSuccess(slot.batch().size());
        }
        if (hold == null) {
            return;
        }
        if (failure == null) {
            hold.release();
        } else {
            hold.fail(failure);
        }
    }

    private ChannelSlot oldest() {
        ChannelSlot oldest = unsettled.peek();
        while (oldest != null && oldest.isEnded()) {
            unsettled.remove(oldest);
            oldest = unsettled.peek();
        }
        return oldest;
    }

    private long oldestMillis() {
        ChannelSlot oldest = oldest();
        return oldest == null ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - oldest.since());
    }

    /** The next part to deliver: one that was given back, or a queued batch; null if none comes within the time. */
    SlotPart take(long millis) throws InterruptedException {
        SlotPart part = takeNow();
        if (part != null || millis <= 0) {
            return part;
        }
        return part(queue.poll(millis, TimeUnit.MILLISECONDS));
    }

    /** The next part to deliver, or null if none is here. */
    SlotPart takeNow() {
        synchronized (returned) {
            SlotPart part = returned.pollFirst();
            if (part != null) {
                return part;
            }
        }
        return part(queue.poll());
    }

    private SlotPart part(Exchange exchange) {
        if (exchange == null) {
            return null;
        }
        ChannelSlot slot = exchange.getProperty(ChannelSlot.PROPERTY, ChannelSlot.class);
        return slot != null ? SlotPart.whole(slot) : foreign(exchange);
    }

    /**
     * What a plain seda endpoint has queued; it ends with the completions the Exchange carries. Null if it has no events,
     * or if none can be made of it: its Exchange has failed then.
     */
    private SlotPart foreign(Exchange exchange) {
        List<Synchronization> completions = exchange.getExchangeExtension().handoverCompletions();
        try {
            EventBatch batch = EventBatches.from(exchange);
            if (batch.isEmpty()) {
                UnitOfWorkHelper.doneSynchronizations(exchange, completions);
                return null;
            }
            return SlotPart.whole(new ChannelSlot(batch, false, (slot, failure) -> {
                exchange.setException(failure);
                UnitOfWorkHelper.doneSynchronizations(exchange, completions);
            }));
        } catch (RuntimeException e) {
            LOG.error("Channel {} drops a message that a plain seda endpoint has put on its queue: {}", name, e.getMessage());
            exchange.setException(e);
            UnitOfWorkHelper.doneSynchronizations(exchange, completions);
            return null;
        }
    }

    /** Takes a part back, to be the next to go out. */
    void giveBack(SlotPart part) {
        synchronized (returned) {
            returned.addFirst(part);
        }
    }

    @Override
    public int toDrain() {
        synchronized (returned) {
            return returned.size() + queue.size();
        }
    }

    @Override
    public boolean isRereadable() {
        synchronized (returned) {
            return returned.stream().allMatch(part -> part.slot().isRereadable())
                   && queue.stream().allMatch(exchange -> {
                       ChannelSlot slot = exchange.getProperty(ChannelSlot.PROPERTY, ChannelSlot.class);
                       return slot != null && slot.isRereadable();
                   });
        }
    }

    /** Gives up everything that is left and says how much that is. */
    ChannelLeft giveUp() {
        Throwable cause = new IllegalStateException("The agent stopped before channel " + name + " was drained");
        long events = 0;
        long lost = 0;
        for (SlotPart part = takeNow(); part != null; part = takeNow()) {
            events += part.size();
            lost += part.slot().isRereadable() ? 0 : part.size();
            part.slot().failed(cause);
        }
        counter.stop();
        return new ChannelLeft(name, events, lost);
    }
}
