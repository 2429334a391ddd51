/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few daemon threads for requests. Whoever sends or reads too slowly is interrupted, which closes the connection, so
 * that some idle connections cannot take all threads.
 */
final class RequestThreads extends ThreadPoolExecutor {

    private final long limitMillis;
    private final ScheduledExecutorService clock;
    private final Map<Thread, Future<?>> limits = new ConcurrentHashMap<>();

    RequestThreads(int threads, long limitMillis) {
        super(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons("flume-monitor-"));
        allowCoreThreadTimeOut(true);
        this.limitMillis = limitMillis;
        this.clock = Executors.newSingleThreadScheduledExecutor(daemons("flume-monitor-clock-"));
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        limits.put(thread, clock.schedule(thread::interrupt, limitMillis, TimeUnit.MILLISECONDS));
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
        limits.remove(Thread.currentThread()).cancel(false);
        // too late: the interrupt must not meet the next request
        Thread.interrupted();
    }

    @Override
    protected void terminated() {
        clock.shutdownNow();
    }
}
