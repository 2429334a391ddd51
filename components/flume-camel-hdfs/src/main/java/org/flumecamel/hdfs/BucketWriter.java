/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;

import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.counter.SinkCounter;
import org.flumecamel.core.path.BucketPath;
import org.flumecamel.core.path.OpenFiles;
import org.flumecamel.hdfs.format.FileFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the files of one bucket, one after the other (Flume SNK-HDFS-B1, B2). Thread-safe; its lock guards its file.
 */
final class BucketWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BucketWriter.class);

    private static final int BUFFER = 64 * 1024;

    private final Context context;
    private final BucketPath.Resolved bucket;
    private long counter = System.currentTimeMillis();
    private BucketFile file;
    private boolean retired;

    BucketWriter(Context context, BucketPath.Resolved bucket) {
        this.context = context;
        this.bucket = bucket;
    }

    /** What all writers of a sink share. */
    record Context(HdfsEndpoint options, Storage storage, FileFinisher finisher, RollPolicy policy,
                   FileFormat format, SinkCounter counter) {
    }

    /**
     * Writes the first events of a range, up to the next roll.
     *
     * @param written is told what is written and where, to have it flushed
     * @return the index behind the last event written; the first index if the writer is retired and another has to be used
     * @throws IOException if some of what was written to the file and not yet flushed is not safe
     */
    synchronized int append(EventBatch batch, int from, int to, WrittenEvents written) throws IOException {
        if (retired) {
            return from;
        }
        if (file != null && context.policy.isFull(file.events(), file.bytes())) {
            endFile();
        }
        int end = from;
        while (end == from) {
            if (file == null) {
                file = openFile();
            }
            end = append(batch.subBatch(from, context.policy.end(batch, from, to, file.events(), file.bytes())), from, written);
            if (end == from) {
                endFile();
            }
        }
        return end;
    }

    /** Writes as many events as the format lets stand in the current file, perhaps none. */
    private int append(EventBatch events, int from, WrittenEvents written) throws IOException {
        try {
            int fitting = file.fitting(events);
            if (fitting > 0) {
                written.add(this, file, file.append(events.subBatch(0, fitting)), from, from + fitting);
            }
            return from + fitting;
        } catch (IOException e) {
            Path path = file.inUse();
            abandonFile();
            throw new IOException(path + " cannot be written to: " + e.getMessage(), e);
        }
    }

    /** Makes so many events of a file safe, whether it is still the current one or not. */
    synchronized void flush(BucketFile which, long events) throws IOException {
        try {
            which.flush(events);
        } catch (IOException e) {
            if (which == file) {
                abandonFile();
            }
            throw new IOException(which.inUse() + " cannot be flushed: " + e.getMessage(), e);
        }
    }

    private BucketFile openFile() throws IOException {
        HdfsEndpoint options = context.options;
        while (true) {
            String name = bucket.name() + "." + counter++ + suffix();
            String inUseSuffix = options.isEmptyInUseSuffix() ? "" : options.getInUseSuffix();
            try {
                BucketFile opened = openFile(new Path(bucket.directory() + "/" + options.getInUsePrefix() + name + inUseSuffix),
                    new Path(bucket.directory() + "/" + name));
                if (opened != null) {
                    context.counter.connectionCreated(1);
                    return opened;
                }
            } catch (IOException | RuntimeException e) {
                context.counter.connectionFailed(1);
                throw new IOException("a file in " + bucket.directory() + " cannot be made: " + e, e);
            }
        }
    }

    private String suffix() {
        String suffix = context.options.getFileSuffix();
        return suffix.isEmpty() ? context.format.extension() : suffix;
    }

    /** Makes a file, or returns null if its name is taken. */
    private BucketFile openFile(Path inUse, Path target) throws IOException {
        FileSystem fileSystem = context.storage.fileSystem();
        OpenFiles.Entry record = context.storage.opening(inUse, target, context.format.ending());
        BucketFile opened = null;
        try {
            FSDataOutputStream out = fileSystem.create(inUse, false, BUFFER);
            // whoever has the in-use name owns the final one, so only now is it certain that it stays free
            if (inUse.equals(target) || !fileSystem.exists(target)) {
                opened = new BucketFile(inUse, target, record, context.format, out);
            } else {
                out.close();
                fileSystem.delete(inUse, false);
            }
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} is there already; the next number is tried", inUse);
        } finally {
            if (opened == null) {
                context.storage.finished(record);
            }
        }
        return opened;
    }

    /** Ends the current file; it gets its final name at once or in the background. */
    private void endFile() throws IOException {
        BucketFile ended = file;
        file = null;
        try {
            ended.end();
        } catch (IOException e) {
            context.counter.connectionFailed(1);
            throw new IOException(ended.inUse() + " cannot be flushed to close it: " + e.getMessage(), e);
        } finally {
            context.finisher.finish(ended);
        }
    }

    private void abandonFile() {
        BucketFile broken = file;
        file = null;
        context.counter.connectionFailed(1);
        context.finisher.finish(broken);
    }

    synchronized boolean isDue() {
        return file != null && context.policy.isDue(file.ageNanos(), file.idleNanos());
    }

    /** Ends the current file for good; whoever still has this writer is told to use another. */
    synchronized void retire() {
        retired = true;
        if (file != null) {
            try {
                endFile();
            } catch (IOException e) {
                // the batches that are not flushed hear of it when they flush, and are sent again
                LOG.warn("Sink {}: {}", context.options.getName(), e.getMessage());
            }
        }
    }

    /** The path of the bucket's files without counter and suffixes. */
    String key() {
        return bucket.toString();
    }
}
