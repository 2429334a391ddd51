/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.flumecamel.core.BatchOrigin;
import org.flumecamel.core.EventBatch;

/**
 * Names the puts of one attempt to send a batch. The id of a put has the source's id, the number of the batch, the branch
 * of the route and the channel, the bodies with their places in the batch, and, if all that is the same for several puts,
 * which of them it is. Headers do not count.
 */
final class CutOrigin implements BatchOrigin {

    private final BatchJournal journal;
    private final CutBatch cut;
    private final EventBatch whole;
    private final String branch;
    private final Map<String, Integer> puts;

    private CutOrigin(BatchJournal journal, CutBatch cut, EventBatch whole, String branch, Map<String, Integer> puts) {
        this.journal = journal;
        this.cut = cut;
        this.whole = whole;
        this.branch = branch;
        this.puts = puts;
    }

    /** @param sent the batch, or one event of it if they travel alone */
    static CutOrigin of(BatchJournal journal, CutBatch cut, EventBatch whole, EventBatch sent) {
        String branch = sent.size() == whole.size() ? "" : "e" + sent.get(0).ordinal();
        return new CutOrigin(journal, cut, whole, branch, new ConcurrentHashMap<>());
    }

    @Override
    public BatchOrigin inBranch(String name) {
        return new CutOrigin(journal, cut, whole, branch + name, puts);
    }

    @Override
    public String putId(String channel, EventBatch batch) throws IOException {
        BodySum all = cut.note(journal, whole);
        BodySum sum = batch == whole ? all : BodySum.of(batch);
        String put = branch + "-" + sum + "-" + channel;
        int earlier = puts.merge(put, 1, Integer::sum) - 1;
        return journal.id() + "-" + cut.number() + "-" + earlier + "-" + put;
    }
}
