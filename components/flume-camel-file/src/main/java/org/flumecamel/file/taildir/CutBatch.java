/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.util.List;

import org.flumecamel.core.EventBatch;
import org.flumecamel.file.journal.BodySum;
import org.flumecamel.file.journal.PutOrigin;

/**
 * A batch that was cut, without its events: what it holds of which file. Nothing is written of it until a durable channel
 * asks for an id.
 */
final class CutBatch {

    private final long number;
    private final long settles;
    private final List<Span> spans;
    private BodySum sum;
    private boolean noted;

    private CutBatch(long number, long settles, List<Span> spans, BodySum sum) {
        this.number = number;
        this.settles = settles;
        this.spans = spans;
        this.sum = sum;
        this.noted = sum != null;
    }

    /**
     * A batch that was never sent.
     *
     * @param inOrder whether all with lower numbers go before it
     */
    static CutBatch fresh(long number, boolean inOrder, List<Span> spans) {
        return new CutBatch(number, inOrder ? number : 0, spans, null);
    }

    /**
     * A batch that is cut again as the journal says.
     *
     * @param settles the highest number of which is known that it and all below go before it
     */
    static CutBatch again(BatchRecord record, long settles, List<Span> spans) {
        return new CutBatch(record.number(), settles, spans, record.sum());
    }

    /** The highest number of which is known that it and all below are settled when this batch and all before it are. */
    long settles() {
        return settles;
    }

    List<Span> spans() {
        return spans;
    }

    /** Its place in a journal, for the ids of its puts. */
    PutOrigin.Source in(BatchJournal journal) {
        return new PutOrigin.Source() {
            @Override
            public String id() {
                return journal.id() + "-" + number;
            }

            @Override
            public BodySum note(EventBatch events) throws IOException {
                return CutBatch.this.note(journal, events);
            }
        };
    }

    /** Notes how it was cut, the first time it is called. Any thread. */
    private synchronized BodySum note(BatchJournal journal, EventBatch events) throws IOException {
        if (sum == null) {
            sum = BodySum.of(events);
        }
        if (!noted) {
            journal.append(BatchRecord.of(number, sum, spans), spans);
            noted = true;
        }
        return sum;
    }
}
