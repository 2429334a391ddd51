/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.BucketPath;

/** The writers of all buckets in use, no more than {@code maxOpenFiles}. Thread-safe. */
final class BucketWriters {

    private final BucketWriter.Context context;
    private final int most;
    private final Map<String, BucketWriter> writers = new LinkedHashMap<>(16, 0.75f, true);

    BucketWriters(BucketWriter.Context context) {
        this.context = context;
        this.most = context.options().getMaxOpenFiles();
    }

    /** Writes a range of events, all of one bucket, to as many files as the rolls make of it. */
    void append(BucketPath.Resolved bucket, EventBatch batch, int from, int to, WrittenEvents written) throws IOException {
        int next = from;
        while (next < to) {
            next = writer(bucket).append(batch, next, to, written);
        }
    }

    private BucketWriter writer(BucketPath.Resolved bucket) {
        BucketWriter writer;
        BucketWriter evicted = null;
        synchronized (this) {
            writer = writers.get(bucket.toString());
            if (writer == null) {
                if (writers.size() >= most) {
                    Iterator<BucketWriter> eldest = writers.values().iterator();
                    evicted = eldest.next();
                    eldest.remove();
                }
                writer = new BucketWriter(context, bucket);
                writers.put(writer.key(), writer);
            }
        }
        if (evicted != null) {
            evicted.retire();
        }
        return writer;
    }

    /** Closes the files whose time is over or that are idle. */
    void closeDue() {
        for (BucketWriter writer : snapshot()) {
            if (writer.isDue()) {
                retire(writer);
            }
        }
    }

    /** Closes all files. */
    void closeAll() {
        snapshot().forEach(this::retire);
    }

    private synchronized List<BucketWriter> snapshot() {
        return new ArrayList<>(writers.values());
    }

    private void retire(BucketWriter writer) {
        synchronized (this) {
            writers.remove(writer.key(), writer);
        }
        writer.retire();
    }
}
