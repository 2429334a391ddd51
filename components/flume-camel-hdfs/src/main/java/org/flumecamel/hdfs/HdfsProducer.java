/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.hadoop.fs.Path;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
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

    /** How long each step of a stop waits for the cluster: closing, renaming, and what could not be done before. */
    private static final int STOP_SECONDS = 10;

    private final HdfsEndpoint options;
    private EventSerializers serializers;
    private BucketPath path;
    private ClusterHealthCheck health;
    private ClusterConnection cluster;
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
        Path base = new Path(path.base());
        health = new ClusterHealthCheck(options.getName(), base);
        cluster = ClusterConnection.open(options, base, health, this);
        Storage storage = cluster.storage();
        FileFormat format = FileFormats.of(options.getFileType(), serializers, options.getWriteFormat(), options.getCodeC(),
            options.getCamelContext(), storage.fileSystem().getConf());
        finisher = new FileFinisher(options, storage, counter(), cluster.timer(), cluster.calls());
        finisher.finishAbandoned();
        RollPolicy policy = RollPolicy.of(options);
        writers = new BucketWriters(new BucketWriter.Context(options, storage, cluster.calls(), finisher, policy, format,
            counter(), new FileSizes(options.getName(), !storage.isLocal())));
        if (policy.usesTimer()) {
            cluster.timer().scheduleWithFixedDelay(this::closeDue, 1, 1, TimeUnit.SECONDS);
        }
        health.register(options.getCamelContext());
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
        List<BucketWork> works = new ArrayList<>();
        byBucket(delivery).forEach(events -> works.add(new BucketWork(writers, events, delivery.batch())));
        cluster.calls().all(works);
        List<IOException> failures = new ArrayList<>();
        works.forEach(work -> failures.addAll(work.settle(delivery, options.getCallTimeout())));
        if (!failures.isEmpty()) {
            health.failed(failures.get(0));
            throw failure(delivery, failures);
        }
        if (!works.isEmpty()) {
            health.worked();
        }
    }

    /** The events that are to be written. Those that belong nowhere are refused. */
    private Collection<BucketEvents> byBucket(SinkDelivery delivery) {
        EventBatch batch = delivery.batch();
        long now = System.currentTimeMillis();
        Map<String, BucketEvents> buckets = new LinkedHashMap<>();
        Map<Headers, BucketEvents> known = new IdentityHashMap<>();
        BucketPath.Resolved last = lastBucket;
        for (int i = 0; i < batch.size(); i++) {
            if (!delivery.isPending(i)) {
                continue;
            }
            Headers headers = batch.get(i).headers();
            BucketEvents events = known.get(headers);
            if (events == null) {
                try {
                    BucketPath.Resolved bucket = path.resolve(headers, now, last);
                    events = buckets.computeIfAbsent(bucket.toString(), key -> new BucketEvents(bucket));
                    last = bucket;
                    known.put(headers, events);
                } catch (UnresolvablePathException e) {
                    delivery.reject(i, e.getMessage());
                    continue;
                }
            }
            events.add(i);
        }
        lastBucket = last;
        return buckets.values();
    }

    private IOException failure(SinkDelivery delivery, List<IOException> failures) {
        IOException failure = new IOException("Sink " + options.getName() + ": " + delivery.pending() + " of "
                                              + delivery.batch().size() + " events are not written yet and are sent again; "
                                              + ClusterProblem.of(failures.get(0)), failures.get(0));
        failures.stream().skip(1).forEach(failure::addSuppressed);
        return failure;
    }

    @Override
    protected void doStop() throws Exception {
        if (health != null) {
            health.unregister(options.getCamelContext());
        }
        if (cluster != null) {
            cluster.stopRetries();
            if (writers != null) {
                writers.closeAll(STOP_SECONDS);
                cluster.calls().awaitBackground(STOP_SECONDS);
                finisher.stop(STOP_SECONDS);
                writers = null;
            }
            cluster.close();
            cluster = null;
        }
        super.doStop();
    }
}
