/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.flumecamel.core.BatchOrigin;
import org.flumecamel.core.EventBatch;

/**
 * Names the puts of one attempt to send a batch. The id of a put has the batch's own id, the branch of the route and the
 * channel, the bodies with their places in the batch, and, if all that is the same for several puts, which of them it is.
 * Headers do not count.
 */
public final class PutOrigin implements BatchOrigin {

    /** What the source knows of a batch. Thread-safe. */
    public interface Source {

        /** The id of the batch: the same whenever the same events are read as a batch again, and of no other batch. */
        String id();

        /**
         * Notes how the batch was cut, before its first put.
         *
         * @param  events those of the batch
         * @return        what they look like
         */
        BodySum note(EventBatch events) throws IOException;
    }

    private final Source source;
    private final EventBatch whole;
    private final String branch;
    private final Map<String, Integer> puts;

    private PutOrigin(Source source, EventBatch whole, String branch, Map<String, Integer> puts) {
        this.source = source;
        this.whole = whole;
        this.branch = branch;
        this.puts = puts;
    }

    /** @param sent the batch, or one event of it if they travel alone */
    public static PutOrigin of(Source source, EventBatch whole, EventBatch sent) {
        String branch = sent.size() == whole.size() ? "" : "e" + sent.get(0).ordinal();
        return new PutOrigin(source, whole, branch, new ConcurrentHashMap<>());
    }

    @Override
    public BatchOrigin inBranch(String name) {
        return new PutOrigin(source, whole, branch + name, puts);
    }

    @Override
    public String putId(String channel, EventBatch batch) throws IOException {
        BodySum all = source.note(whole);
        BodySum sum = batch == whole ? all : BodySum.of(batch);
        String put = branch + "-" + sum + "-" + channel;
        int earlier = puts.merge(put, 1, Integer::sum) - 1;
        return source.id() + "-" + earlier + "-" + put;
    }
}
