/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a sink needs of its file system: the {@link Storage}, threads for {@link Calls}, and a ticket that stays valid. */
final class ClusterConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterConnection.class);

    private static final int STOP_SECONDS = 10;
    /** The longest pause between two tries of a cluster that could not be written to at the start, in milliseconds. */
    private static final long LONGEST_PAUSE = 10_000;

    private final ClusterEndpoint options;
    private final ClusterHealthCheck health;
    private final ExecutorServiceManager executors;
    private final Storage storage;
    /** For what is done at some time; it calls no cluster itself. */
    private final ScheduledExecutorService timer;
    private final ScheduledExecutorService watch;
    private final ExecutorService threads;
    private final Calls calls;

    private ClusterConnection(ClusterEndpoint options, Storage storage, ClusterHealthCheck health, Object owner) {
        this.options = options;
        this.health = health;
        this.storage = storage;
        executors = options.getCamelContext().getExecutorServiceManager();
        timer = executors.newSingleThreadScheduledExecutor(owner, "flume-hdfs-" + options.getName());
        if (storage.isLocal()) {
            watch = null;
            threads = null;
            calls = Calls.direct();
        } else {
            watch = executors.newSingleThreadScheduledExecutor(owner, "flume-hdfs-watch-" + options.getName());
            threads = executors.newCachedThreadPool(owner, "flume-hdfs-call-" + options.getName());
            calls = Calls.in(threads, storage.login(), options.getThreadsPoolSize(), options.getCallTimeout());
            long every = Math.max(10, Math.min(1000, options.getCallTimeout() / 4));
            watch.scheduleWithFixedDelay(calls::watch, every, every, TimeUnit.MILLISECONDS);
            renewTickets(storage.login());
        }
    }

    /**
     * Opens the file system of a directory and makes the directory.
     *
     * @param  base                     the directory before the first escape
     * @param  health                   is told what the cluster says to it
     * @throws IllegalArgumentException if that can never work as it is set up. A cluster that is not there now may come back:
     *                                  then there is only a warning, and events wait in their channel
     */
    static ClusterConnection open(ClusterEndpoint options, Path base, ClusterHealthCheck health, Object owner)
        throws InterruptedException {
        Storage storage;
        try {
            storage = Storage.open(options, base);
        } catch (IOException | RuntimeException e) {
            throw unusable(options, base, e);
        }
        ClusterConnection connection = new ClusterConnection(options, storage, health, owner);
        if (!storage.isLocal()) {
            try {
                connection.prepare(base);
            } catch (RuntimeException | InterruptedException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    private static IllegalArgumentException unusable(ClusterEndpoint options, Path base, Exception e) {
        return new IllegalArgumentException("Sink " + options.getName() + ": the directory " + base
                                            + " of option path cannot be made or written to: " + ClusterProblem.of(e), e);
    }

    private void prepare(Path base) throws InterruptedException {
        Preparation preparation = new Preparation(base);
        calls.all(List.of(preparation));
        Exception failure = preparation.failure;
        if (failure != null && ClusterProblem.isPermanent(failure)) {
            throw unusable(options, base, failure);
        }
        if (failure != null) {
            LOG.warn("Sink {}: {} cannot be written to yet; events wait in their channel until it can: {}", options.getName(),
                base, ClusterProblem.of(failure));
            health.failed(failure);
            prepareLater(base);
        } else {
            LOG.info("Sink {}: writes to {} as {}", options.getName(), base, storage.login());
        }
    }

    /** So that the health is right again although no events come. */
    private void prepareLater(Path base) {
        long pause = Math.min(LONGEST_PAUSE, options.getCallTimeout());
        try {
            watch.schedule(() -> calls.later(new LaterPreparation(base)), pause, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Sink {}: it has stopped before {} could be written to", options.getName(), base);
        }
    }

    /** The first calls to the cluster. */
    private class Preparation extends Calls.Call {

        final Path base;
        volatile Exception failure = new IOException("no answer within " + options.getCallTimeout()
                                                             + " ms (callTimeout)");

        Preparation(Path base) {
            this.base = base;
        }

        @Override
        void run() {
            try {
                storage.prepare(base);
                failure = null;
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
        }
    }

    /** The same, until they work. */
    private final class LaterPreparation extends Preparation {

        LaterPreparation(Path base) {
            super(base);
        }

        @Override
        void run() {
            super.run();
            if (failure == null) {
                LOG.info("Sink {}: {} can be written to now", options.getName(), base);
                health.worked();
            } else {
                prepareLater(base);
            }
        }
    }

    private void renewTickets(ClusterLogin login) {
        int seconds = login.renewSeconds();
        if (seconds > 0) {
            watch.scheduleWithFixedDelay(() -> calls.later(new Renewal(login)), seconds, seconds, TimeUnit.SECONDS);
        }
    }

    /** A look at the ticket, and a new one if it is near its end. */
    private final class Renewal extends Calls.Call {

        private final ClusterLogin login;

        Renewal(ClusterLogin login) {
            this.login = login;
        }

        @Override
        void run() {
            try {
                login.renew();
            } catch (IOException | RuntimeException e) {
                LOG.warn("Sink {}: the Kerberos ticket of {} cannot be renewed and is tried again: {}", options.getName(),
                    login, KerberosProblem.of(e));
            }
        }
    }

    Storage storage() {
        return storage;
    }

    Calls calls() {
        return calls;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Begins nothing any more at some later time; what has begun goes on. */
    void stopRetries() throws InterruptedException {
        // not gracefully: that would wait for what is to be tried again in minutes
        timer.shutdownNow();
        if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("Sink {}: a file is still being closed or renamed after {} s", options.getName(), STOP_SECONDS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        executors.shutdownNow(timer);
        calls.all(List.of(new Closing()), STOP_SECONDS);
        if (!storage.isLocal()) {
            executors.shutdownNow(watch);
            executors.shutdownNow(threads);
        }
    }

    /** The end of the file system. */
    private final class Closing extends Calls.Call {

        @Override
        void run() {
            try {
                storage.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("Sink {}: the file system is not closed properly: {}", options.getName(), ClusterProblem.of(e));
            }
        }
    }
}
