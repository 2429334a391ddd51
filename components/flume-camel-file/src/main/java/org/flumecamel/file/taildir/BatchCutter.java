/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.file.journal.BodySum;

/**
 * Collects events of any number of files into batches, and remembers what each batch holds of which file. Used by the
 * source's thread only.
 */
final class BatchCutter {

    /** Takes a finished batch. */
    interface Receiver {
        /** @return false if the source is to stop and the batch was not taken */
        boolean send(EventBatch batch, CutBatch cut) throws InterruptedException;
    }

    private record Sealed(EventBatch batch, CutBatch cut) {
    }

    private final int maxEvents;
    private final long maxBytes;
    private final Serials serials;
    private final Receiver receiver;
    private final EventBatch.Builder events;
    private final Deque<Sealed> sealed = new ArrayDeque<>(1);
    private List<Span> spans = new ArrayList<>();
    private Mark start;
    private boolean boundless;
    private boolean inOrder = true;
    private long cuts;

    BatchCutter(int maxEvents, long maxBytes, Serials serials, Receiver receiver) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.serials = serials;
        this.receiver = receiver;
        this.events = new EventBatch.Builder(Math.min(maxEvents, 1024));
    }

    /** Whether an event of this length goes into the batch; if not, it is to be {@linkplain #cut() cut} first. */
    boolean hasRoomFor(int length) {
        return events.isEmpty() || boundless || events.size() < maxEvents && events.bytes() + length <= maxBytes;
    }

    /** Whether a batch may have any size, because how it ends is known. */
    void setBoundless(boolean boundless) {
        this.boundless = boundless;
    }

    /** Whether batches go out in the order of their numbers. */
    void setInOrder(boolean inOrder) {
        this.inOrder = inOrder;
    }

    /** The place the next event has in its batch. */
    int ordinal() {
        return events.size();
    }

    void add(Event event) {
        events.add(event);
    }

    /** What is added from now on begins where this file stands. */
    void begin(TailedFile file) {
        start = file.mark();
    }

    /** Notes where a file stands after the events added since it {@linkplain #begin began} or was marked. */
    void mark(TailedFile file) {
        Span span = new Span(start, file.mark());
        start = span.to();
        if (!span.isEmpty()) {
            int last = spans.size() - 1;
            Span joined = last < 0 ? null : spans.get(last).join(span);
            if (joined != null) {
                spans.set(last, joined);
            } else {
                spans.add(span);
            }
        }
    }

    /** How many batches were sent. */
    long cuts() {
        return cuts;
    }

    /**
     * What was collected is a batch of its own; it is sent with the next {@linkplain #cut() cut}. For a file that begins
     * anew: what was read of it before cannot be read again together with what comes now.
     */
    void seal() {
        if (!events.isEmpty()) {
            sealed.add(new Sealed(events.build(), CutBatch.fresh(serials.next(), inOrder, takeSpans())));
        }
    }

    private List<Span> takeSpans() {
        List<Span> taken = spans;
        spans = new ArrayList<>();
        // a file that began anew while it rested has nothing in this batch
        taken.removeIf(span -> span.from().generation() != span.to().file().generation());
        return taken;
    }

    /**
     * Sends what was collected, if there is anything. What was read without events waits for the next batch.
     *
     * @return false if the source is to stop
     */
    boolean cut() throws InterruptedException {
        seal();
        while (!sealed.isEmpty()) {
            Sealed next = sealed.remove();
            cuts++;
            if (!receiver.send(next.batch, next.cut)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Sends what was collected as the batch that it was in an earlier run, if it is the same.
     *
     * @param  settles the highest number of which is known that it and all below go before it
     * @return         whether it was the same; if not, it is still here
     * @throws InterruptedException if the source is to stop
     */
    boolean cutAgain(BatchRecord record, long settles) throws InterruptedException {
        EventBatch batch = events.build();
        if (!sealed.isEmpty() || !record.sum().equals(BodySum.of(batch))) {
            batch.forEach(events::add);
            return false;
        }
        sealed.add(new Sealed(batch, CutBatch.again(record, settles, takeSpans())));
        if (!cut()) {
            throw new InterruptedException("the source is to stop");
        }
        return true;
    }

    /** Forgets what was collected; it is read again. */
    void discard() {
        events.build();
        spans = new ArrayList<>();
    }
}
