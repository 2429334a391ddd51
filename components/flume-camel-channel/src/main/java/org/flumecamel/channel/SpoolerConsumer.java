/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.flumecamel.core.FlumeThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains a channel. At the stop of its context it goes on until the channel is empty or the time for it is over; it does
 * not wait where the sink fails and all that is left can be read again.
 */
public class SpoolerConsumer extends DefaultConsumer implements ShutdownAware {

    /** Exchange property that names the spooler an Exchange came from. */
    static final String PROPERTY = "FlumeSpooler";

    /** How long a stop waits for the threads before it interrupts them, in milliseconds. */
    private static final long STOP_PATIENCE = 5000;

    private static final Logger LOG = LoggerFactory.getLogger(SpoolerConsumer.class);

    private final Channel channel;
    private final List<SpoolerWorker> workers = new ArrayList<>();
    private ExecutorService executor;
    private volatile boolean stopRequested;

    SpoolerConsumer(SpoolerEndpoint endpoint, Processor processor, Channel channel) {
        super(endpoint, processor);
        this.channel = channel;
    }

    @Override
    public SpoolerEndpoint getEndpoint() {
        return (SpoolerEndpoint) super.getEndpoint();
    }

    /** Called first of all when the context or the route stops; the error handlers give up their retries after it. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        stopRequested = true;
        return true;
    }

    /** Whether the route is to stop, though it may still drain its channel. */
    boolean isStopRequested() {
        return stopRequested;
    }

    @Override
    public int getPendingExchangesSize() {
        int busy = (int) workers.stream().filter(SpoolerWorker::isBusy).count();
        boolean useless = busy > 0 && workers.stream().allMatch(SpoolerWorker::isFailingRereadable) && channel.isRereadable();
        return useless ? 0 : busy + channel.toDrain();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // the threads end in doStop
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopRequested = false;
        int threads = getEndpoint().getConcurrentConsumers();
        if (threads > 1) {
            LOG.info("{} threads drain channel {}: the order of its events is not kept", threads, channel.name());
        }
        executor = FlumeThread.newExecutor(getEndpoint().getCamelContext(), getEndpoint().getEndpointBaseUri(), threads);
        workers.clear();
        for (int i = 0; i < threads; i++) {
            workers.add(new SpoolerWorker(this, channel));
        }
        workers.forEach(executor::execute);
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        stopRequested = false;
    }

    @Override
    protected void doStop() throws Exception {
        workers.forEach(SpoolerWorker::stop);
        if (executor != null) {
            executor.shutdown();
            boolean forced = getEndpoint().getCamelContext().getShutdownStrategy().isForceShutdown();
            if (!ends(forced ? 0 : STOP_PATIENCE)) {
                executor.shutdownNow();
                if (!ends(STOP_PATIENCE)) {
                    LOG.warn("The sink of channel {} does not end; what it has in work counts as undelivered", channel.name());
                    workers.forEach(SpoolerWorker::abandon);
                }
            }
            executor = null;
        }
        super.doStop();
    }

    /**
     * Waits until the threads have ended. Camel interrupts a stop that takes long; what is in work must be accounted for all
     * the same.
     */
    private boolean ends(long millis) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (true) {
                try {
                    return executor.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
