/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
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
    private final ReentrantLock lock = new ReentrantLock();
    private long counter = System.currentTimeMillis();
    private volatile BucketFile file;
    private volatile boolean retired;

    BucketWriter(Context context, BucketPath.Resolved bucket) {
        this.context = context;
        this.bucket = bucket;
    }

    /** What all writers of a sink share. */
    record Context(HdfsEndpoint options, Storage storage, Calls calls, FileFinisher finisher, RollPolicy policy,
                   FileFormat format, SinkCounter counter, FileSizes sizes) {
    }

    /**
     * Writes the first events of a range, up to the next roll.
     *
     * @param written is told what is written and where, to have it flushed
     * @return the index behind the last event written; the first index if the writer is retired and another has to be used
     * @throws IOException if some of what was written to the file and not yet flushed is not safe
     */
    int append(EventBatch batch, int from, int to, WrittenEvents written) throws IOException {
        lock();
        try {
            return appendLocked(batch, from, to, written);
        } finally {
            lock.unlock();
        }
    }

    private void lock() throws InterruptedIOException {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while another batch was being written to " + bucket);
        }
    }

    private int appendLocked(EventBatch batch, int from, int to, WrittenEvents written) throws IOException {
        if (retired) {
            return from;
        }
        if (file != null) {
            String full = context.policy.fullBy(file.events(), file.bytes());
            String reason = full == null ? fileDueBy() : full;
            if (reason != null) {
                endFile(reason);
            }
        }
        int end = from;
        while (end == from) {
            if (file == null) {
                file = openFile();
                if (retired) {
                    file.giveUp();
                }
            }
            end = append(batch.subBatch(from, context.policy.end(batch, from, to, file.events(), file.bytes())), from, written);
            if (end == from) {
                endFile("serializer");
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
    void flush(BucketFile which, long events) throws IOException {
        lock();
        try {
            if (which == file && context.options.getSync() == ClusterEndpoint.Sync.CLOSE) {
                endFile("sync");
            } else {
                which.flush(events);
            }
            if (which == file && hasLostReplicas()) {
                endFile("minBlockReplicas");
            }
        } catch (IOException e) {
            if (which == file) {
                abandonFile();
            }
            throw new IOException(which.inUse() + " cannot be flushed: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private boolean hasLostReplicas() throws IOException {
        int least = context.options.getMinBlockReplicas();
        if (least == 0 || !file.hasLostReplicas(least)) {
            return false;
        }
        LOG.warn("Sink {}: the block of {} has fewer than {} replicas left (minBlockReplicas); another file is begun",
            context.options.getName(), file.inUse(), least);
        return true;
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
        OpenFiles.Entry record = context.storage.opening(inUse, target, context.format.ending());
        FileSystem fileSystem = context.storage.fileSystem();
        BucketFile made = null;
        try {
            made = new BucketFile(inUse, target, record, context.format, create(inUse), context.options.getSync());
            // whoever has the in-use name owns the final one, so only now is it certain that it stays free
            if (inUse.equals(target) || !fileSystem.exists(target)) {
                return made;
            }
            made.close();
            fileSystem.delete(inUse, false);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} is there already; the next number is tried", inUse);
        } catch (IOException | RuntimeException e) {
            removeLater(made, record, e);
            throw e;
        }
        context.storage.finished(record);
        return null;
    }

    private FSDataOutputStream create(Path inUse) throws IOException {
        if (context.finisher.backlog() > context.options.getMaxOpenFiles()) {
            throw new IOException("more than " + context.options.getMaxOpenFiles()
                                  + " files (maxOpenFiles) wait to be closed or renamed");
        }
        FileSystem fileSystem = context.storage.fileSystem();
        FSDataOutputStream out = fileSystem.create(inUse, false, BUFFER);
        if (context.options.getSync() != ClusterEndpoint.Sync.CLOSE && !context.storage.isLocal()
            && !out.hasCapability(StreamCapabilities.HSYNC)) {
            out.close();
            fileSystem.delete(inUse, false);
            throw new IOException(fileSystem.getScheme() + ": cannot flush a file that is being written: set sync to CLOSE,"
                                  + " and batchSize and batchTimeout of the spooler to what a file is to have");
        }
        return out;
    }

    private void removeLater(BucketFile made, OpenFiles.Entry record, Exception failure) {
        if (made != null) {
            made.giveUp();
            context.finisher.finish(made);
        } else if (context.storage.isLocal() || ClusterProblem.isRefused(failure)) {
            context.storage.finished(record);
        } else {
            // the call may have been answered, and the answer lost
            context.finisher.finishLeft(record);
        }
    }

    /** Ends the current file, because of an option; it gets its final name at once or in the background. */
    private void endFile(String reason) throws IOException {
        BucketFile ended = file;
        file = null;
        try {
            ended.end();
            context.sizes.closed(ended.acknowledgedLength(), reason);
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

    /** The option because of which its file is to be closed now, or null; null also while it is written, which looks itself. */
    String dueBy() {
        if (!lock.tryLock()) {
            return null;
        }
        try {
            return file == null ? null : fileDueBy();
        } finally {
            lock.unlock();
        }
    }

    private String fileDueBy() {
        return context.policy.dueBy(file.ageNanos(), file.idleNanos());
    }

    /** Ends the current file for good, because of an option; whoever still has this writer is told to use another. */
    void retire(String reason) {
        lock.lock();
        try {
            retired = true;
            if (file != null) {
                endFile(reason);
            }
        } catch (IOException e) {
            // the batches that are not flushed hear of it when they flush, and are sent again
            LOG.warn("Sink {}: {}", context.options.getName(), e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** A call to the file system hangs: the file and this writer are not used any more. Does not wait for the call. */
    void giveUp() {
        retired = true;
        BucketFile current = file;
        if (current != null) {
            current.giveUp();
        }
    }

    /** The path of the bucket's files without counter and suffixes. */
    String key() {
        return bucket.toString();
    }
}
