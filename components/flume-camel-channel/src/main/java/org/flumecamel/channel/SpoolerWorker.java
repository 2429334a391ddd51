/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.camel.Exchange;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.SinkProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread of a spooler: gathers a batch, sends it to the sink, and takes it again if the sink fails. */
final class SpoolerWorker implements Runnable {

    /** How often an idle thread looks whether it is to stop, in milliseconds. */
    private static final long IDLE_WAIT = 200;
    private static final long START_WAIT = 10;

    private static final Logger LOG = LoggerFactory.getLogger(SpoolerWorker.class);

    private final SpoolerConsumer consumer;
    private final SpoolerEndpoint endpoint;
    private final MemoryChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private volatile boolean stopRequested;
    private volatile Load load;
    private volatile boolean failing;

    SpoolerWorker(SpoolerConsumer consumer, MemoryChannel channel) {
        this.consumer = consumer;
        this.endpoint = consumer.getEndpoint();
        this.channel = channel;
    }

    boolean isBusy() {
        return load != null;
    }

    /** Whether it has nothing in work, or something whose sink fails and which can be read again. */
    boolean isFailingRereadable() {
        Load current = load;
        return current == null || failing && current.rereadable();
    }

    void stop() {
        lock.lock();
        try {
            stopRequested = true;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        while (!stopRequested) {
            try {
                if (endpoint.getCamelContext().getStatus().isStarting()) {
                    pause(START_WAIT);
                } else if (consumer.isSuspendingOrSuspended()) {
                    pause(IDLE_WAIT);
                } else {
                    drain();
                }
            } catch (InterruptedException e) {
                // only a stop may end the thread, not an interrupt that a sink has left behind
                LOG.debug("The spooler of channel {} was interrupted", channel.name());
            } catch (RuntimeException | Error e) {
                // a thread that ended here would leave the channel undrained without a word
                LOG.error("The spooler of channel {} failed; nothing is lost, it goes on", channel.name(), e);
            }
        }
    }

    /** Gives back what is in work, although the sink may still be busy with it: it has ignored the stop. Any thread. */
    void abandon() {
        Load current = load;
        if (current != null) {
            current.giveBack();
        }
    }

    private void drain() throws InterruptedException {
        Load current = gather();
        if (current == null) {
            return;
        }
        load = current;
        boolean delivered = false;
        try {
            delivered = deliver(current);
        } finally {
            if (!delivered) {
                current.giveBack();
            }
            load = null;
        }
    }

    /** Gathers the next batch: what is there, up to its limits, and what comes while it may wait. */
    private Load gather() throws InterruptedException {
        SlotPart part = channel.take(IDLE_WAIT);
        if (part == null) {
            return null;
        }
        Load gathered = new Load();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(endpoint.getBatchTimeout());
        boolean whole = false;
        try {
            while (part != null && gathered.add(part)) {
                part = more(deadline);
            }
            whole = true;
        } finally {
            if (!whole) {
                gathered.giveBack();
            }
        }
        return gathered;
    }

    private SlotPart more(long deadline) throws InterruptedException {
        SlotPart part = channel.takeNow();
        while (part == null && !stopRequested) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return null;
            }
            part = channel.take(Math.min(left, IDLE_WAIT));
        }
        return part;
    }

    /** Sends a batch until its route returns normally. Returns false if the spooler is to stop before that. */
    private boolean deliver(Load current) throws InterruptedException {
        EventBatch batch = current.batch();
        Exchange earlier = null;
        long backoff = 0;
        while (true) {
            channel.counter().takeAttempt(batch.size());
            Acknowledgement acknowledgement = Acknowledgement.open(current.rereadable(), current::settled);
            Exchange exchange = process(current, batch, acknowledgement, earlier);
            if (exchange.getException() == null) {
                failing = false;
                acknowledgement.sourceHold().release();
                return true;
            }
            failing = true;
            backoff = Math.min(backoff == 0 ? endpoint.getBackoffSleepIncrement() : backoff * 2, endpoint.getMaxBackoffSleep());
            LOG.warn("The sink of channel {} fails; the batch stays in the channel and is taken again in {} ms: {}",
                    channel.name(), backoff, exchange.getException().toString());
            LOG.debug("Failed", exchange.getException());
            earlier = exchange;
            if (!pause(backoff)) {
                return false;
            }
        }
    }

    private Exchange process(Load current, EventBatch batch, Acknowledgement acknowledgement, Exchange earlier) {
        Exchange exchange = consumer.createExchange(false);
        exchange.getMessage().setBody(batch);
        exchange.setProperty(Acknowledgement.PROPERTY, acknowledgement);
        exchange.setProperty(SpoolerConsumer.PROPERTY, consumer);
        exchange.setProperty(SinkProducer.BATCH_COMPLETE, current.complete);
        if (earlier != null) {
            SinkDelivery.carryOver(earlier, exchange);
        }
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (Thread.interrupted()) {
            LOG.debug("The route behind channel {} has left an interrupt behind", channel.name());
        }
        return exchange;
    }

    /** Waits, unless the spooler is to stop. Returns whether it may go on. */
    private boolean pause(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!stopRequested && nanos > 0) {
                nanos = stopping.awaitNanos(nanos);
            }
            return !stopRequested;
        } finally {
            lock.unlock();
        }
    }

    /** A batch in the making, and the slots it came from. */
    private final class Load {

        private final List<SlotPart> parts = new ArrayList<>();
        /** Whether nobody has settled it or given it back yet. */
        private final AtomicBoolean open = new AtomicBoolean(true);
        private int events;
        private long bytes;
        private boolean complete;

        /** Adds what fits of a part and gives the rest back to the channel. Returns whether more may fit. */
        private boolean add(SlotPart part) {
            EventBatch offered = part.events();
            int fit = 0;
            if (events == 0 || bytes + offered.get(0).length() <= endpoint.getBatchBytes()) {
                fit = offered.fitting(0, endpoint.getBatchSize() - events, endpoint.getBatchBytes() - bytes);
                parts.add(part.head(fit));
                events += fit;
                bytes += offered.subBatch(0, fit).bytes();
            }
            if (fit < part.size()) {
                channel.giveBack(part.tail(fit));
                complete = true;
            } else if (events >= endpoint.getBatchSize() || bytes >= endpoint.getBatchBytes()) {
                complete = true;
            }
            return !complete;
        }

        private EventBatch batch() {
            return EventBatch.concat(parts.stream().map(SlotPart::events).toList());
        }

        private boolean rereadable() {
            return parts.stream().allMatch(part -> part.slot().isRereadable());
        }

        private void settled(Throwable failure) {
            if (failure == null) {
                if (open.compareAndSet(true, false)) {
                    parts.forEach(SlotPart::delivered);
                }
            } else {
                LOG.warn("A batch of channel {} failed behind its route and is taken again: {}", channel.name(),
                        failure.toString());
                giveBack();
            }
        }

        private void giveBack() {
            if (!open.compareAndSet(true, false)) {
                return;
            }
            for (int i = parts.size() - 1; i >= 0; i--) {
                channel.giveBack(parts.get(i));
            }
        }
    }
}
