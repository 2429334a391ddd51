/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.flumecamel.core.counter.SinkCounter;
import org.flumecamel.core.path.OpenFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives files whose events are all flushed their final state and name (Flume SNK-HDFS-B4), and those that a crashed process
 * has left. What fails is tried again in the background, so that no batch waits for it; the events in such a file are safe
 * meanwhile. Thread-safe.
 */
final class FileFinisher {

    private static final Logger LOG = LoggerFactory.getLogger(FileFinisher.class);

    private final String sink;
    private final Storage storage;
    private final SinkCounter counter;
    private final ScheduledExecutorService timer;
    private final Calls calls;
    private final int closeTries;
    private final int retryInterval;
    private final List<Job> waiting = new ArrayList<>();

    FileFinisher(HdfsEndpoint options, Storage storage, SinkCounter counter, ScheduledExecutorService timer, Calls calls) {
        this.sink = options.getName();
        this.storage = storage;
        this.counter = counter;
        this.timer = timer;
        this.calls = calls;
        this.retryInterval = options.getRetryInterval();
        this.closeTries = retryInterval <= 0 ? 1 : options.getCloseTries() <= 0 ? Integer.MAX_VALUE : options.getCloseTries();
    }

    /** What is left to do for one file. */
    abstract static class Job {

        private final OpenFiles.Entry record;
        private int tries;

        Job(OpenFiles.Entry record) {
            this.record = record;
        }

        /**
         * Goes on with it.
         *
         * @param  last whether it is not tried again in this process
         * @return      whether a file that this process has opened is done with
         */
        abstract boolean run(boolean last) throws IOException;

        OpenFiles.Entry record() {
            return record;
        }
    }

    /** Closes and renames a file, now or later. It never fails: the file's events are safe already. */
    void finish(BucketFile file) {
        calls.later(new Attempt(new WrittenFile(file, storage, sink), closeTries == 1));
    }

    /** Finishes a file that was perhaps made, and that nobody writes any more. */
    void finishLeft(OpenFiles.Entry record) {
        calls.later(new Attempt(new LeftFile(record, storage, sink), closeTries == 1));
    }

    /** Finishes what crashed processes have left. */
    void finishAbandoned() {
        storage.abandoned().forEach(this::finishLeft);
    }

    /** How many files wait to be finished. */
    synchronized int backlog() {
        return waiting.size() + calls.backlog();
    }

    /** One try. */
    private final class Attempt extends Calls.Call {

        private final Job job;
        private final boolean last;

        Attempt(Job job, boolean last) {
            this.job = job;
            this.last = last;
        }

        @Override
        void run() {
            String path = job.record.inUse();
            try {
                if (job.run(last)) {
                    counter.connectionClosed(1);
                }
                storage.finished(job.record);
            } catch (NotYetException e) {
                LOG.debug("Sink {}: {} is not finished yet: {}", sink, path, e.getMessage());
                if (last) {
                    leave(e);
                } else {
                    retryLater(job, 1);
                }
            } catch (FileNotFoundException e) {
                counter.connectionFailed(1);
                storage.finished(job.record);
                LOG.error("Sink {}: {} is gone: somebody else has removed or renamed it while it was being written", sink,
                    path);
            } catch (IOException | RuntimeException e) {
                counter.connectionFailed(1);
                job.tries++;
                if (last) {
                    leave(e);
                } else {
                    LOG.warn("Sink {}: {} cannot be finished (try {}); its events are safe in it; tried again in {} s: {}",
                        sink, path, job.tries, retryInterval, ClusterProblem.of(e));
                    retryLater(job, retryInterval);
                }
            }
        }

        private void leave(Exception e) {
            LOG.error("Sink {}: {} cannot be finished (try {}, the last); its events are safe in it, but it keeps this name"
                      + " until the next start of the sink: {}", sink, job.record.inUse(), job.tries, ClusterProblem.of(e));
        }

        @Override
        void givenUp() {
            LOG.warn("Sink {}: {} is being finished and the file system does not answer; its events are safe in it", sink,
                job.record.inUse());
        }
    }

    private synchronized void retryLater(Job job, int seconds) {
        waiting.add(job);
        if (!timer.isShutdown()) {
            timer.schedule(() -> retry(job), seconds, TimeUnit.SECONDS);
        }
    }

    private void retry(Job job) {
        synchronized (this) {
            if (!waiting.remove(job)) {
                return;
            }
        }
        calls.later(new Attempt(job, job.tries + 1 >= closeTries));
    }

    /**
     * Tries what is left once more, for the last time.
     *
     * @param seconds how long that may take, where calls have a time limit
     */
    void stop(long seconds) throws InterruptedException {
        List<Attempt> last;
        synchronized (this) {
            last = waiting.stream().map(job -> new Attempt(job, true)).toList();
            waiting.clear();
        }
        calls.all(last, seconds);
    }
}
