/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SourceCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Base of sources that look for something to read in a thread of their own.
 * <p>
 * It keeps the source's side of the delivery contract: positions advance only over the contiguous settled prefix of what
 * was sent, refused and failed batches are sent again in their place, and the source pauses while too much is unsettled.
 * {@link #poll()}, {@link #opened()} and {@link #closed()} are called by the source's thread only; {@link #settled} may
 * be called by any thread.
 *
 * @param <P> where the source stands after a batch
 */
public abstract class PollingSource<P> extends DefaultConsumer {

    /** How long a stop waits for the source's thread before it interrupts it, in milliseconds. */
    private static final long STOP_PATIENCE = 5000;
    /** How often a source that has no room looks again, in milliseconds. */
    private static final long ROOM_WAIT = 100;
    /** How long a source pauses before it says so, in milliseconds. */
    private static final long PAUSE_GRACE = 1000;
    /** How often it then says so, in milliseconds. */
    private static final long PAUSE_NOTICE = 30_000;

    /** How often to look whether all routes have started, in milliseconds. */
    private static final long START_WAIT = 10;

    private static final Logger LOG = LoggerFactory.getLogger(PollingSource.class);

    private final DeliveryWindow<P> window;
    private final SourceCounter counter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private ExecutorService executor;
    private volatile boolean stopRequested;
    private volatile String pausedBy;

    protected PollingSource(SourceEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.window = new DeliveryWindow<>(endpoint.getMaxUnacknowledgedEvents(), endpoint.getMaxUnacknowledgedBytes(),
                this::settled);
        this.counter = Counters.of(endpoint.getCamelContext()).source(endpoint.getName());
    }

    /**
     * Reads what is there and hands it to {@link #send}. It returns after a while even if there is more.
     *
     * @return whether there may be more at once; if not, the source waits before the next call
     */
    protected abstract boolean poll() throws Exception;

    /**
     * All that was sent up to this position is settled. Called in order and by one thread at a time, with a lock held: it
     * must be quick and must not call back.
     */
    protected abstract void settled(P position);

    /** Called by the source's thread before the first {@link #poll()} after a start. */
    protected void opened() throws Exception {
    }

    /** Called by the source's thread after the last {@link #poll()} before a stop. */
    protected void closed() throws Exception {
    }

    @Override
    public SourceEndpoint getEndpoint() {
        return (SourceEndpoint) super.getEndpoint();
    }

    protected final SourceCounter counter() {
        return counter;
    }

    /** Whether the source is to stop; {@link #poll()} then returns soon. */
    protected final boolean isStopRequested() {
        return stopRequested;
    }

    /** Whether everything that was sent is settled. */
    protected final boolean isAllSettled() {
        return window.isEmpty();
    }

    /**
     * Sends a batch down the route, again after a pause for as long as the route refuses it.
     *
     * @param  position where the source stands after it
     * @return          false if the source is to stop and the batch was not taken: the caller returns
     */
    protected final boolean send(EventBatch batch, P position) throws InterruptedException {
        return send(batch, position, null);
    }

    /**
     * Sends a batch down the route, again after a pause for as long as the route refuses it.
     *
     * @param  position where the source stands after it
     * @param  origin   makes the origin for an attempt to send the batch, or an event of it; null if the source cannot name one
     * @return          false if the source is to stop and the batch was not taken: the caller returns
     */
    protected final boolean send(EventBatch batch, P position, Function<EventBatch, BatchOrigin> origin)
        throws InterruptedException {
        counter.eventReceived(batch.size());
        counter.appendBatchReceived(1);
        int step = getEndpoint().isBatching() ? Math.max(1, batch.size()) : 1;
        for (int next = 0; next < batch.size(); next += step) {
            boolean last = next + step == batch.size();
            if (!awaitRoom() || !send(window.add(batch.subBatch(next, next + step), last ? position : null, origin))) {
                return false;
            }
        }
        counter.appendBatchAccepted(1);
        return true;
    }

    /** What keeps this source from reading on, such as {@code channel c1}; null if nothing does. Any thread may ask. */
    public final String pausedBy() {
        return pausedBy;
    }

    private boolean awaitRoom() throws InterruptedException {
        long waited = 0;
        try {
            while (!stopRequested) {
                if (!resendFailed()) {
                    return false;
                }
                if (window.awaitRoom(ROOM_WAIT)) {
                    return true;
                }
                pausedBy = window.heldBy();
                waited += ROOM_WAIT;
                if (waited % PAUSE_NOTICE == PAUSE_GRACE) {
                    LOG.warn("Source {} pauses: {} events are not acknowledged, held by {}", getEndpoint().getName(),
                            window.events(), pausedBy);
                }
            }
            return false;
        } finally {
            pausedBy = null;
        }
    }

    private boolean resendFailed() throws InterruptedException {
        DeliveryWindow<P>.Entry failed = window.takeFailed();
        while (failed != null) {
            if (!pause(getEndpoint().getBackoffSleepIncrement()) || !send(failed)) {
                return false;
            }
            failed = window.takeFailed();
        }
        return true;
    }

    private boolean send(DeliveryWindow<P>.Entry entry) throws InterruptedException {
        long backoff = 0;
        while (!stopRequested) {
            Throwable failure = attempt(entry);
            // only a stop may interrupt the source: what a route leaves behind would end it at its next pause
            boolean interrupted = Thread.interrupted();
            if (failure == null) {
                counter.eventAccepted(entry.size());
                return true;
            }
            counter.channelWriteFail(1);
            if (interrupted && stopRequested) {
                return false;
            }
            backoff = backoff == 0 ? getEndpoint().getBackoffSleepIncrement()
                    : Math.min(backoff * 2, getEndpoint().getMaxBackoffSleep());
            LOG.warn("Source {}: the route refuses a batch, trying again in {} ms: {}", getEndpoint().getName(), backoff,
                    failure.toString());
            LOG.debug("Refused", failure);
            pause(backoff);
        }
        return false;
    }

    private Throwable attempt(DeliveryWindow<P>.Entry entry) {
        boolean onDelivery = getEndpoint().getAcknowledge() == SourceEndpoint.Acknowledge.DELIVERY;
        Acknowledgement acknowledgement = onDelivery ? entry.attempt(getEndpoint().isRereadable()) : null;
        Throwable failure = process(entry.batch(), acknowledgement, entry.origin());
        if (failure == null) {
            if (onDelivery) {
                acknowledgement.sourceHold().release();
            } else {
                entry.settle();
            }
        }
        return failure;
    }

    private Throwable process(EventBatch batch, Acknowledgement acknowledgement, BatchOrigin origin) {
        Exchange exchange = createExchange(false);
        try {
            if (getEndpoint().isBatching()) {
                exchange.getMessage().setBody(batch);
            } else {
                EventBatches.setMessage(exchange, batch.get(0));
            }
            if (acknowledgement != null) {
                exchange.setProperty(Acknowledgement.PROPERTY, acknowledgement);
            }
            if (origin != null) {
                exchange.setProperty(BatchOrigin.PROPERTY, origin);
            }
            getProcessor().process(exchange);
            return exchange.getException();
        } catch (Exception e) {
            return e;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** Waits, unless the source is to stop. Returns whether it may go on. */
    protected final boolean pause(long millis) throws InterruptedException {
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

    private void run() {
        try {
            while (getEndpoint().getCamelContext().getStatus().isStarting() && pause(START_WAIT)) {
                LOG.trace("Waiting for the other routes to start");
            }
            opened();
            try {
                pollUntilStopped();
            } finally {
                closed();
            }
        } catch (InterruptedException e) {
            LOG.debug("Source {} was interrupted at its stop", getEndpoint().getName());
        } catch (Exception | Error e) {
            counter.genericProcessingFail(1);
            getExceptionHandler().handleException("Source " + getEndpoint().getName() + " has ended and reads no more until"
                                                  + " its route is started again", e);
        }
    }

    private void pollUntilStopped() throws InterruptedException {
        long sleep = 0;
        while (!stopRequested) {
            if (isSuspendingOrSuspended()) {
                pause(100);
                continue;
            }
            try {
                if (!resendFailed()) {
                    return;
                }
                sleep = poll() ? 0 : nextSleep(sleep);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                counter.eventReadFail(1);
                sleep = getEndpoint().getMaxBackoffSleep();
                getExceptionHandler().handleException("Source " + getEndpoint().getName() + " cannot read, trying again in "
                                                      + sleep + " ms", e);
            }
            if (sleep > 0) {
                idle(sleep);
            }
        }
    }

    private long nextSleep(long sleep) {
        return Math.min(sleep + getEndpoint().getBackoffSleepIncrement(), getEndpoint().getMaxBackoffSleep());
    }

    /** Waits for something to do. A source that can be told of news overrides it and returns earlier. */
    protected void idle(long millis) throws InterruptedException {
        pause(millis);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopRequested = false;
        window.clear();
        counter.start();
        executor = FlumeThread.newExecutor(getEndpoint().getCamelContext(), getEndpoint().getEndpointBaseUri(), 1);
        executor.execute(this::run);
    }

    @Override
    protected void doStop() throws Exception {
        lock.lock();
        try {
            stopRequested = true;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
        if (executor != null) {
            executor.shutdown();
            try {
                executor.awaitTermination(STOP_PATIENCE, TimeUnit.MILLISECONDS);
            } finally {
                executor.shutdownNow();
            }
            executor.awaitTermination(STOP_PATIENCE, TimeUnit.MILLISECONDS);
            executor = null;
        }
        counter.stop();
        super.doStop();
    }
}
