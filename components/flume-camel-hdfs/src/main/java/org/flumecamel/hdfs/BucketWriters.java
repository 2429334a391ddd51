/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** The writer of a bucket, which may be retired before it is used. */
    BucketWriter writer(BucketPath.Resolved bucket) {
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
            context.calls().later(new Retirement(evicted, "maxOpenFiles"));
        }
        return writer;
    }

    /** Closes the files whose time is over or that are idle. */
    void closeDue() {
        for (BucketWriter writer : snapshot()) {
            String reason = writer.dueBy();
            if (reason != null && remove(writer)) {
                context.calls().later(new Retirement(writer, reason));
            }
        }
    }

    /**
     * Closes all files.
     *
     * @param seconds how long that may take, where calls have a time limit
     */
    void closeAll(long seconds) throws InterruptedException {
        List<BucketWriter> all = snapshot();
        all.forEach(this::remove);
        context.calls().all(all.stream().map(writer -> new Retirement(writer, null)).toList(), seconds);
    }

    /** Does not use a writer any more, in which a call hangs. */
    void drop(BucketWriter writer) {
        remove(writer);
        writer.giveUp();
    }

    private synchronized List<BucketWriter> snapshot() {
        return new ArrayList<>(writers.values());
    }

    private synchronized boolean remove(BucketWriter writer) {
        return writers.remove(writer.key(), writer);
    }

    /** The closing of a writer's file. */
    private static final class Retirement extends Calls.Call {

        private final BucketWriter writer;
        private final String reason;

        Retirement(BucketWriter writer, String reason) {
            this.writer = writer;
            this.reason = reason;
        }

        @Override
        void run() {
            writer.retire(reason);
        }
    }
}
