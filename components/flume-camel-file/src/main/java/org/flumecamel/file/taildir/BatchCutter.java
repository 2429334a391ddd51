/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.util.ArrayList;
import java.util.List;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/**
 * Collects events of any number of files into batches, and remembers where each file stands after its part. Used by the
 * source's thread only.
 */
final class BatchCutter {

    /** Takes a finished batch. */
    interface Receiver {
        /** @return false if the source is to stop and the batch was not taken */
        boolean send(EventBatch batch, List<Mark> marks) throws InterruptedException;
    }

    private final int maxEvents;
    private final long maxBytes;
    private final Receiver receiver;
    private final EventBatch.Builder events;
    private List<Mark> marks = new ArrayList<>();
    private long cuts;

    BatchCutter(int maxEvents, long maxBytes, Receiver receiver) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.receiver = receiver;
        this.events = new EventBatch.Builder(Math.min(maxEvents, 1024));
    }

    /** Whether an event of this length goes into the batch; if not, it is to be {@linkplain #cut() cut} first. */
    boolean hasRoomFor(int length) {
        return events.isEmpty() || events.size() < maxEvents && events.bytes() + length <= maxBytes;
    }

    void add(Event event) {
        events.add(event);
    }

    /** Notes where a file stands after the events added so far. */
    void mark(TailedFile file) {
        int last = marks.size() - 1;
        if (last >= 0 && marks.get(last).file() == file) {
            marks.set(last, file.mark());
        } else {
            marks.add(file.mark());
        }
    }

    /** How many batches were sent. */
    long cuts() {
        return cuts;
    }

    /**
     * Sends what was collected, if there is anything. Marks without events wait for the next batch.
     *
     * @return false if the source is to stop
     */
    boolean cut() throws InterruptedException {
        if (events.isEmpty()) {
            return true;
        }
        List<Mark> cut = marks;
        marks = new ArrayList<>();
        cuts++;
        return receiver.send(events.build(), cut);
    }
}
