/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;

/**
 * Reads events in Avro's binary encoding, in any number of blocks. Bodies are ranges of the array that is read; equal
 * headers near each other are shared. Counts and lengths are checked against what is there before anything is allocated.
 * Not thread-safe.
 */
final class AvroEventReader {

    private final RecentHeaders recent = new RecentHeaders();
    private final byte[] array;
    private final int end;
    private final long receivedAt;
    private int at;
    private int entriesLeft;

    /**
     * @param maxEntries how many header entries may be read, not counting shared ones
     * @param receivedAt when the source read the events, in milliseconds since the epoch
     */
    AvroEventReader(byte[] array, int from, int to, int maxEntries, long receivedAt) {
        this.array = array;
        this.at = from;
        this.end = to;
        this.entriesLeft = maxEntries;
        this.receivedAt = receivedAt;
    }

    /** @param events how many events there must be */
    EventBatch read(int events) throws CorruptEnvelopeException {
        // an event has two bytes at least
        if (events < 0 || events > (end - at) / 2) {
            throw new CorruptEnvelopeException(events + " events are announced in " + (end - at) + " bytes");
        }
        EventBatch.Builder builder = new EventBatch.Builder(events);
        for (long count = blockCount(); count != 0; count = blockCount()) {
            if (count > events - builder.size()) {
                throw new CorruptEnvelopeException("There are more than the " + events + " events that are announced");
            }
            for (long i = 0; i < count; i++) {
                builder.add(readEvent());
            }
        }
        if (builder.size() != events || at != end) {
            throw new CorruptEnvelopeException(builder.size() + " events in place of " + events + ", and " + (end - at)
                                               + " bytes behind them");
        }
        return builder.build();
    }

    private Event readEvent() throws CorruptEnvelopeException {
        Headers headers = readHeaders();
        int length = readLength();
        int offset = at;
        at += length;
        return Event.slice(headers, array, offset, length, receivedAt);
    }

    private Headers readHeaders() throws CorruptEnvelopeException {
        int known = recent.find(array, at, end);
        if (known >= 0) {
            at += recent.to(known) - recent.from(known);
            return recent.headers(known);
        }
        int from = at;
        Map<String, String> map = new LinkedHashMap<>();
        for (long count = blockCount(); count != 0; count = blockCount()) {
            if (count > entriesLeft || count > (end - at) / 2) {
                throw new CorruptEnvelopeException("An event is said to have " + count + " headers");
            }
            entriesLeft -= (int) count;
            for (long i = 0; i < count; i++) {
                String name = readText();
                map.put(name, readText());
            }
        }
        Headers headers = Headers.of(map);
        recent.add(headers, from, at);
        return headers;
    }

    /** A negative count is followed by the length of the block, which nobody needs here. */
    private long blockCount() throws CorruptEnvelopeException {
        long count = readLong();
        if (count < 0) {
            readLong();
            count = -count;
        }
        if (count < 0) {
            throw new CorruptEnvelopeException("A count is out of range");
        }
        return count;
    }

    private String readText() throws CorruptEnvelopeException {
        int length = readLength();
        String text = new String(array, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private int readLength() throws CorruptEnvelopeException {
        long length = readLong();
        if (length < 0 || length > end - at) {
            throw new CorruptEnvelopeException("A length of " + length + " where " + (end - at) + " bytes are left");
        }
        return (int) length;
    }

    private long readLong() throws CorruptEnvelopeException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at == end) {
                throw new CorruptEnvelopeException("The events end in the middle");
            }
            byte next = array[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new CorruptEnvelopeException("A number has too many bytes");
    }
}
