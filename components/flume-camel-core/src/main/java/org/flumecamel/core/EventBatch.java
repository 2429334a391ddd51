/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A batch of events: the body of every Exchange that our endpoints exchange, and the unit of a transaction.
 * <p>
 * Immutable and thread-safe once made. A step that changes events makes a new batch that shares the untouched ones.
 */
public final class EventBatch implements Iterable<Event> {

    /** No events. */
    public static final EventBatch EMPTY = new EventBatch(new Event[0], 0, 0);

    private final Event[] events;
    private final int from;
    private final int size;
    private final long bytes;
    private final long footprint;

    private EventBatch(Event[] events, int from, int size) {
        this.events = events;
        this.from = from;
        this.size = size;
        long bodies = 0;
        long heads = 0;
        Headers last = null;
        for (int i = from; i < from + size; i++) {
            Event event = events[i];
            bodies += event.length();
            if (event.headers() != last) {
                last = event.headers();
                heads += last.footprint();
            }
        }
        this.bytes = bodies;
        this.footprint = bodies + heads + (long) size * Event.OVERHEAD;
    }

    /** A batch of some events. */
    public static EventBatch of(Event... events) {
        return of(Arrays.asList(events));
    }

    /** A batch of some events, in the order of the collection. */
    public static EventBatch of(Collection<Event> events) {
        if (events.isEmpty()) {
            return EMPTY;
        }
        Event[] copy = events.toArray(new Event[0]);
        for (Event event : copy) {
            Objects.requireNonNull(event, "an event is null");
        }
        return new EventBatch(copy, 0, copy.length);
    }

    /** All events of some batches, in their order. */
    public static EventBatch concat(List<EventBatch> batches) {
        if (batches.size() == 1) {
            return batches.get(0);
        }
        int count = 0;
        for (EventBatch batch : batches) {
            count += batch.size;
        }
        Event[] all = new Event[count];
        int at = 0;
        for (EventBatch batch : batches) {
            System.arraycopy(batch.events, batch.from, all, at, batch.size);
            at += batch.size;
        }
        return new EventBatch(all, 0, count);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Sum of the body lengths, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Estimated heap bytes: bodies, headers (shared ones once per run) and objects. */
    public long footprint() {
        return footprint;
    }

    public Event get(int index) {
        return events[from + Objects.checkIndex(index, size)];
    }

    /** A range of this batch; shares its events. */
    public EventBatch subBatch(int fromIndex, int toIndex) {
        Objects.checkFromToIndex(fromIndex, toIndex, size);
        if (fromIndex == 0 && toIndex == size) {
            return this;
        }
        return fromIndex == toIndex ? EMPTY : new EventBatch(events, from + fromIndex, toIndex - fromIndex);
    }

    /**
     * How many events from an index on fit into a batch: at most {@code maxEvents} of them with at most
     * {@code maxBytes} of bodies, but one at least, so that an event larger than the limit travels alone.
     */
    public int fitting(int fromIndex, int maxEvents, long maxBytes) {
        int limit = fromIndex + Math.min(maxEvents, size - fromIndex);
        long sum = 0;
        int index = fromIndex;
        while (index < limit) {
            sum += events[from + index].length();
            if (sum > maxBytes && index > fromIndex) {
                break;
            }
            index++;
        }
        return index - fromIndex;
    }

    /**
     * What a step makes of each event, in the same order. Events the step returns as they are are shared, those for which
     * it returns null are left out; this instance itself is returned if the step changes nothing.
     */
    public EventBatch map(UnaryOperator<Event> step) {
        int same = 0;
        Event changed = null;
        while (same < size) {
            Event event = events[from + same];
            changed = step.apply(event);
            if (changed != event) {
                break;
            }
            same++;
        }
        return same == size ? this : mapRest(step, same, changed);
    }

    private EventBatch mapRest(UnaryOperator<Event> step, int same, Event firstChanged) {
        Event[] mapped = new Event[size];
        System.arraycopy(events, from, mapped, 0, same);
        int count = same;
        if (firstChanged != null) {
            mapped[count++] = firstChanged;
        }
        for (int i = same + 1; i < size; i++) {
            Event event = step.apply(events[from + i]);
            if (event != null) {
                mapped[count++] = event;
            }
        }
        return count == 0 ? EMPTY : new EventBatch(count == size ? mapped : Arrays.copyOf(mapped, count), 0, count);
    }

    /**
     * This batch, or one with equal events that pins no more memory than it needs. A few events filtered out of a large
     * block would otherwise keep the whole block alive while only their own bytes are counted.
     */
    public EventBatch compact() {
        long pinned = 0;
        byte[] last = null;
        for (int i = from; i < from + size; i++) {
            byte[] array = events[i].array();
            if (array != last) {
                last = array;
                pinned += array.length;
            }
        }
        if (pinned <= 2 * bytes + 4096 || bytes > Integer.MAX_VALUE - 8) {
            return this;
        }
        byte[] block = new byte[(int) bytes];
        Event[] moved = new Event[size];
        int at = 0;
        for (int i = 0; i < size; i++) {
            Event event = events[from + i];
            System.arraycopy(event.array(), event.offset(), block, at, event.length());
            moved[i] = event.movedTo(block, at);
            at += event.length();
        }
        return new EventBatch(moved, 0, size);
    }

    @Override
    public Iterator<Event> iterator() {
        return new Iterator<>() {
            private int next = from;

            @Override
            public boolean hasNext() {
                return next < from + size;
            }

            @Override
            public Event next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return events[next++];
            }
        };
    }

    @Override
    public String toString() {
        return "EventBatch[" + size + " events, " + bytes + " bytes]";
    }

    /** Collects events into a batch. Not thread-safe; usable again after {@link #build()}. */
    public static final class Builder {

        private Event[] events;
        private int size;
        private long bytes;

        public Builder(int expectedSize) {
            this.events = new Event[Math.max(1, expectedSize)];
        }

        public Builder add(Event event) {
            Objects.requireNonNull(event, "event");
            if (size == events.length) {
                events = Arrays.copyOf(events, size * 2);
            }
            events[size++] = event;
            bytes += event.length();
            return this;
        }

        public int size() {
            return size;
        }

        /** Sum of the body lengths so far, in bytes. */
        public long bytes() {
            return bytes;
        }

        public boolean isEmpty() {
            return size == 0;
        }

        /** The batch of what was added since the last call. */
        public EventBatch build() {
            EventBatch batch = size == 0 ? EMPTY : new EventBatch(Arrays.copyOf(events, size), 0, size);
            Arrays.fill(events, 0, size, null);
            size = 0;
            bytes = 0;
            return batch;
        }
    }
}
