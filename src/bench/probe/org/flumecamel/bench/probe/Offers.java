/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.probe;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.flumecamel.agent.fault.Line;

/**
 * The producers of both sides: each in a thread of its own offers batches of its lines, again after a pause for as long as
 * they are refused. The system property {@code offered} names the {@link Gauge}.
 */
public final class Offers {

    /** How many events were accepted. */
    public static final int ACCEPTED = 0;
    /** How often a batch was refused. */
    public static final int REFUSALS = 1;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** Sends the lines from one number on. */
    public interface Batch {
        void send(int producer, long from, int count) throws Exception;
    }

    private final Gauge gauge = new Gauge(Path.of(System.getProperty("offered")));
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final int producers;
    private final int batch;
    private final long total;
    private final Batch sending;
    private final ExecutorService threads;
    private volatile boolean stopped;

    /**
     * @param total   events of all producers; each offers the same number
     * @param threads has a thread for each producer, such as sources of that side have
     */
    public Offers(int producers, int batch, long total, Batch sending, ExecutorService threads) {
        this.producers = producers;
        this.batch = batch;
        this.total = total;
        this.sending = sending;
        this.threads = threads;
    }

    /** Lines as bodies: each ends where the next begins, with a terminator between them that is not part of them. */
    public static byte[] block(int producer, long from, int count, int length) {
        byte[] block = new byte[count * (length + 1)];
        for (int i = 0; i < count; i++) {
            Line.write(block, i * (length + 1), producer, from + i, length + 1);
        }
        return block;
    }

    public void start() {
        for (int i = 0; i < producers; i++) {
            int producer = i;
            threads.execute(() -> offer(producer));
        }
    }

    private void offer(int producer) {
        long own = total / producers;
        for (long next = 0; next < own && !stopped;) {
            int count = (int) Math.min(batch, own - next);
            try {
                sending.send(producer, next, count);
                next += count;
                gauge.set(ACCEPTED, accepted.addAndGet(count));
            } catch (Exception e) {
                gauge.set(REFUSALS, refusals.incrementAndGet());
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /** Lets the producers end after the batch they offer now. */
    public void stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        threads.awaitTermination(20, TimeUnit.SECONDS);
    }
}
