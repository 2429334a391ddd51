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

import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flumecamel.core.counter.SinkCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes and renames files whose events are all flushed (Flume SNK-HDFS-B4). What fails is tried again in the background,
 * so that no batch waits for it; the events in such a file are safe meanwhile. Thread-safe.
 */
final class FileFinisher {

    private static final Logger LOG = LoggerFactory.getLogger(FileFinisher.class);

    private final String sink;
    private final Storage storage;
    private final SinkCounter counter;
    private final ScheduledExecutorService timer;
    private final int closeTries;
    private final int retryInterval;
    private final List<Job> waiting = new ArrayList<>();

    FileFinisher(HdfsEndpoint options, Storage storage, SinkCounter counter, ScheduledExecutorService timer) {
        this.sink = options.getName();
        this.storage = storage;
        this.counter = counter;
        this.timer = timer;
        this.retryInterval = options.getRetryInterval();
        this.closeTries = retryInterval <= 0 ? 1 : options.getCloseTries() <= 0 ? Integer.MAX_VALUE : options.getCloseTries();
    }

    /** Closes and renames a file, now or later. It never fails: the file's events are safe already. */
    void finish(BucketFile file) {
        attempt(new Job(file), closeTries == 1);
    }

    private void attempt(Job job, boolean last) {
        Path path = job.file.inUse();
        job.tries++;
        try {
            job.run(last);
            counter.connectionClosed(1);
        } catch (FileNotFoundException e) {
            counter.connectionFailed(1);
            storage.finished(job.file.record());
            LOG.error("Sink {}: {} is gone: somebody else has removed or renamed it while it was being written", sink, path);
        } catch (IOException | RuntimeException e) {
            counter.connectionFailed(1);
            if (last) {
                LOG.error("Sink {}: {} cannot be finished (try {}, the last); its events are safe in it, but it keeps this name"
                          + " until {}: {}", sink, path, job.tries, job.file.record() == null
                              ? "somebody renames it to " + job.file.target() : "the next start of the sink", e.toString());
            } else {
                LOG.warn("Sink {}: {} cannot be finished (try {}); its events are safe in it; tried again in {} s: {}", sink,
                    path, job.tries, retryInterval, e.toString());
                retryLater(job);
            }
        }
    }

    private synchronized void retryLater(Job job) {
        waiting.add(job);
        if (!timer.isShutdown()) {
            timer.schedule(() -> retry(job), retryInterval, TimeUnit.SECONDS);
        }
    }

    private void retry(Job job) {
        synchronized (this) {
            if (!waiting.remove(job)) {
                return;
            }
        }
        attempt(job, job.tries + 1 >= closeTries);
    }

    /** Tries what is left once more, for the last time; to be called when the timer is shut down. */
    void stop() {
        List<Job> last;
        synchronized (this) {
            last = List.copyOf(waiting);
            waiting.clear();
        }
        last.forEach(job -> attempt(job, true));
    }

    /** The steps that are left to do for one file. */
    private final class Job {

        private final BucketFile file;
        private boolean closed;
        private int tries;

        Job(BucketFile file) {
            this.file = file;
        }

        void run(boolean last) throws IOException {
            close(last);
            if (file.isBroken()) {
                if (file.acknowledgedLength() == 0) {
                    storage.fileSystem().delete(file.inUse(), false);
                    storage.finished(file.record());
                    return;
                }
                cutBack();
            }
            storage.rename(file.inUse(), file.target());
            storage.finished(file.record());
        }

        private void close(boolean last) throws IOException {
            if (closed) {
                return;
            }
            try {
                file.close();
            } catch (IOException e) {
                // a stream that could not be written to cannot be closed properly; nor can one at the last try
                if (!file.isBroken() && !last) {
                    throw e;
                }
                LOG.debug("Sink {}: {} is not closed properly: {}", sink, file.inUse(), e.toString());
            }
            closed = true;
        }

        /** Takes back what may stand behind the last acknowledged event; all of that is sent again. */
        private void cutBack() throws IOException {
            FileSystem fileSystem = storage.fileSystem();
            Path path = file.inUse();
            if (!fileSystem.exists(path) || fileSystem.getFileStatus(path).getLen() <= file.acknowledgedLength()) {
                return;
            }
            if (!fileSystem.hasPathCapability(path, CommonPathCapabilities.FS_TRUNCATE)) {
                LOG.warn("Sink {}: {} may end with events that are sent again, the last one torn: its file system cannot cut"
                         + " it back to {} bytes", sink, path, file.acknowledgedLength());
            } else if (!fileSystem.truncate(path, file.acknowledgedLength())) {
                throw new IOException("the file system is still cutting it back to " + file.acknowledgedLength() + " bytes");
            }
        }
    }
}
