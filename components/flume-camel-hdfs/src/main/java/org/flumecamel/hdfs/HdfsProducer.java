/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.hadoop.fs.Path;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.SinkProducer;
import org.flumecamel.core.path.BucketPath;
import org.flumecamel.core.path.TimeRounding;
import org.flumecamel.core.path.UnresolvablePathException;
import org.flumecamel.core.serializer.EventSerializers;
import org.flumecamel.hdfs.format.FileFormat;
import org.flumecamel.hdfs.format.FileFormats;
import org.flumecamel.hdfs.format.FileType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each event of a batch to the file of its bucket and flushes all these files before it returns. */
public class HdfsProducer extends SinkProducer {

    private static final Logger LOG = LoggerFactory.getLogger(HdfsProducer.class);

    /** How long a stop waits for a file that is being closed or renamed in the background. */
    private static final int STOP_SECONDS = 10;

    private final HdfsEndpoint options;
    private EventSerializers serializers;
    private BucketPath path;
    private Storage storage;
    private ScheduledExecutorService timer;
    private FileFinisher finisher;
    private BucketWriters writers;
    private volatile BucketPath.Resolved lastBucket;

    public HdfsProducer(HdfsEndpoint endpoint) {
        super(endpoint);
        this.options = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        serializers = EventSerializers.of(options.getCamelContext(), options.getSerializer(), options.getSerializerOptions());
        path = bucketPath();
        lastBucket = null;
        storage = openStorage();
        FileFormat format = FileFormats.of(options.getFileType(), serializers, options.getWriteFormat(), options.getCodeC(),
            options.getCamelContext(), storage.fileSystem().getConf());
        storage.finishAbandoned();
        timer = options.getCamelContext().getExecutorServiceManager()
            .newSingleThreadScheduledExecutor(this, "flume-hdfs-" + options.getName());
        finisher = new FileFinisher(options, storage, counter(), timer);
        RollPolicy policy = RollPolicy.of(options);
        writers = new BucketWriters(
            new BucketWriter.Context(options, storage, finisher, policy, format, counter()));
        if (policy.usesTimer()) {
            timer.scheduleWithFixedDelay(this::closeDue, 1, 1, TimeUnit.SECONDS);
        }
        super.doStart();
    }

    private BucketPath bucketPath() {
        TimeRounding rounding = options.isRound()
            ? TimeRounding.to(options.getRoundValue(), options.getRoundUnit()) : TimeRounding.NONE;
        BucketPath compiled = new BucketPath(options.getPath().replaceFirst("/+$", "") + "/" + options.getFilePrefix(),
            zone(options.getTimeZone()), rounding, options.isUseLocalTimeStamp());
        if (!compiled.unknownEscapes().isEmpty()) {
            LOG.warn("Sink {}: path or filePrefix has {}, which is no escape sequence and leaves nothing there",
                options.getName(), compiled.unknownEscapes());
        }
        return compiled;
    }

    private static ZoneId zone(String timeZone) {
        if (timeZone == null || timeZone.isBlank() || "Local Time".equals(timeZone)) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(timeZone, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("timeZone must be the id of a time zone, as in UTC, +02:00 or Europe/Berlin,"
                                               + " not " + timeZone, e);
        }
    }

    private Storage openStorage() {
        try {
            return Storage.open(options.getName(), new Path(path.base()));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("Sink " + options.getName() + ": the directory " + path.base()
                                               + " of option path cannot be made or written to: " + e, e);
        }
    }

    private void closeDue() {
        try {
            writers.closeDue();
        } catch (RuntimeException e) {
            // thrown on, it would end the timer
            LOG.warn("Sink {}: files whose time is over cannot be closed now", options.getName(), e);
        }
    }

    @Override
    protected void deliver(SinkDelivery delivery) throws Exception {
        if (options.getFileType() != FileType.SequenceFile) {
            serializers.rejectUnfit(delivery);
        }
        BatchWriting writing = new BatchWriting(delivery);
        try {
            writing.writeAll();
        } finally {
            writing.flush();
        }
        writing.throwFailures();
    }

    /** The writing of one batch. */
    private final class BatchWriting {

        private final SinkDelivery delivery;
        private final EventBatch batch;
        private final long now = System.currentTimeMillis();
        private final WrittenEvents written = new WrittenEvents();
        private final List<IOException> failures = new ArrayList<>();
        /** Buckets of which some event is not written: a later one must not overtake it. */
        private final Set<String> failedBuckets = new HashSet<>();

        BatchWriting(SinkDelivery delivery) {
            this.delivery = delivery;
            this.batch = delivery.batch();
        }

        void writeAll() {
            BucketPath.Resolved bucket = lastBucket;
            int from = 0;
            int to = 0;
            for (int i = 0; i < batch.size(); i++) {
                if (!delivery.isPending(i)) {
                    continue;
                }
                BucketPath.Resolved next = resolve(i, bucket);
                if (next == null) {
                    continue;
                }
                if (next != bucket || i != to) {
                    write(bucket, from, to);
                    bucket = next;
                    from = i;
                }
                to = i + 1;
            }
            write(bucket, from, to);
            lastBucket = bucket;
        }

        private BucketPath.Resolved resolve(int index, BucketPath.Resolved last) {
            try {
                return path.resolve(batch.get(index).headers(), now, last);
            } catch (UnresolvablePathException e) {
                delivery.reject(index, e.getMessage());
                return null;
            }
        }

        private void write(BucketPath.Resolved bucket, int from, int to) {
            if (from == to || failedBuckets.contains(bucket.toString())) {
                return;
            }
            try {
                writers.append(bucket, batch, from, to, written);
            } catch (IOException e) {
                failedBuckets.add(bucket.toString());
                failures.add(e);
            }
        }

        void flush() {
            failures.addAll(written.flush(delivery));
        }

        void throwFailures() throws IOException {
            if (failures.isEmpty()) {
                return;
            }
            long left = delivery.pendingEvents().size();
            IOException failure = new IOException("Sink " + options.getName() + ": " + left + " of " + batch.size()
                                                  + " events are not written yet and are sent again; "
                                                  + failures.get(0).getMessage(), failures.get(0));
            failures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (timer != null) {
            // not gracefully: that would wait for what is to be tried again in minutes
            timer.shutdownNow();
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Sink {}: a file is still being closed or renamed after {} s", options.getName(), STOP_SECONDS);
            }
            options.getCamelContext().getExecutorServiceManager().shutdownNow(timer);
            timer = null;
        }
        if (writers != null) {
            writers.closeAll();
            finisher.stop();
            writers = null;
        }
        if (storage != null) {
            storage.close();
            storage = null;
        }
        super.doStop();
    }
}
