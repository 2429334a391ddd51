/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.concurrent.TimeUnit;
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
    private final Channel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private volatile boolean stopRequested;
    private volatile ChannelTransaction load;
    private volatile ChannelReader reader;
    private volatile boolean failing;
    /** How long it waits after the last failure to read the channel, in milliseconds; 0 if it can be read. */
    private long unreadable;

    SpoolerWorker(SpoolerConsumer consumer, Channel channel) {
        this.consumer = consumer;
        this.endpoint = consumer.getEndpoint();
        this.channel = channel;
    }

    boolean isBusy() {
        return load != null || isBegun();
    }

    private boolean isBegun() {
        ChannelReader open = reader;
        return open != null && open.isBegun();
    }

    /** Whether it has nothing in work, or something whose sink fails and which can be read again. */
    boolean isFailingRereadable() {
        ChannelTransaction current = load;
        return current == null ? !isBegun() : failing && current.isRereadable();
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
        try (ChannelReader open = channel.reader(endpoint.limits())) {
            reader = open;
            while (!stopRequested) {
                step(open);
            }
        }
    }

    private void step(ChannelReader open) {
        try {
            if (endpoint.getCamelContext().getStatus().isStarting()) {
                pause(START_WAIT);
            } else if (consumer.isSuspendingOrSuspended() || mayRest(open)) {
                pause(IDLE_WAIT);
            } else {
                drain(open);
            }
        } catch (InterruptedException e) {
            // only a stop may end the thread, not an interrupt that a sink has left behind
            LOG.debug("The spooler of channel {} was interrupted", channel.name());
        } catch (RuntimeException | Error e) {
            // a thread that ended here would leave the channel undrained without a word
            LOG.error("The spooler of channel {} failed; nothing is lost, it goes on", channel.name(), e);
        }
    }

    /** At a stop, what is on a disk can wait for the next start. */
    private boolean isStopping() {
        return stopRequested || consumer.isStopRequested() && channel.isDurable();
    }

    private boolean mayRest(ChannelReader open) {
        return isStopping() && !open.isBegun();
    }

    /** Gives back what is in work, although the sink may still be busy with it: it has ignored the stop. Any thread. */
    void abandon() {
        ChannelTransaction current = load;
        if (current != null) {
            current.giveBack();
        }
        ChannelReader open = reader;
        if (open != null) {
            open.close();
        }
    }

    private void drain(ChannelReader open) throws InterruptedException {
        ChannelTransaction current = take(open);
        if (current == null) {
            return;
        }
        load = current;
        boolean delivered = false;
        try {
            delivered = deliver(current);
            if (delivered) {
                finish(current);
            }
        } finally {
            if (!delivered) {
                current.giveBack();
            }
            load = null;
        }
    }

    private ChannelTransaction take(ChannelReader open) throws InterruptedException {
        try {
            ChannelTransaction taken = open.take(IDLE_WAIT, this::isStopping);
            unreadable = 0;
            return taken;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            unreadable = longer(unreadable);
            LOG.warn("Channel {} cannot be read now; its spooler tries again in {} ms: {}", channel.name(), unreadable,
                    e.toString());
            LOG.debug("Failed", e);
            pause(unreadable);
            return null;
        }
    }

    private void finish(ChannelTransaction current) throws InterruptedException {
        try {
            current.finish();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("A batch of channel {} was delivered, but could not leave the channel; it is delivered again: {}",
                    channel.name(), e.toString());
            LOG.debug("Failed", e);
        }
    }

    private long longer(long backoff) {
        return Math.min(backoff == 0 ? endpoint.getBackoffSleepIncrement() : backoff * 2, endpoint.getMaxBackoffSleep());
    }

    /** Sends a batch until its route returns normally. Returns false if the spooler is to stop before that. */
    private boolean deliver(ChannelTransaction current) throws InterruptedException {
        EventBatch batch = current.batch();
        Exchange earlier = null;
        long backoff = 0;
        while (true) {
            channel.counter().takeAttempt(batch.size());
            Acknowledgement acknowledgement = Acknowledgement.open(current.isRereadable(), current::settled);
            Exchange exchange = process(current, batch, acknowledgement, earlier);
            if (exchange.getException() == null) {
                failing = false;
                acknowledgement.sourceHold().release();
                return true;
            }
            failing = true;
            backoff = longer(backoff);
            LOG.warn("The sink of channel {} fails; the batch stays in the channel and is taken again in {} ms: {}",
                    channel.name(), backoff, exchange.getException().toString());
            LOG.debug("Failed", exchange.getException());
            earlier = exchange;
            if (!pause(backoff)) {
                return false;
            }
        }
    }

    private Exchange process(ChannelTransaction current, EventBatch batch, Acknowledgement acknowledgement, Exchange earlier) {
        Exchange exchange = consumer.createExchange(false);
        exchange.getMessage().setBody(batch);
        exchange.setProperty(Acknowledgement.PROPERTY, acknowledgement);
        exchange.setProperty(SpoolerConsumer.PROPERTY, consumer);
        exchange.setProperty(SinkProducer.BATCH_COMPLETE, current.isComplete());
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
}
