/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;

/**
 * Writes events in Avro's binary encoding: an array of Flume's event, in one block (see {@code event-batch.avsc}). Headers
 * that a few events before had already are copied from there. One pass over one array. Not thread-safe.
 */
final class AvroEventWriter {

    private static final int LONGEST_VARINT = 10;

    private final RecentHeaders recent = new RecentHeaders();
    private byte[] out;
    private int at;
    private int entries;

    /** @param from where it begins in its array, so that something else may stand before it */
    AvroEventWriter(int from, EventBatch batch) {
        long expected = from + batch.bytes() + 8L * batch.size() + 512;
        this.out = new byte[(int) Math.min(expected, Integer.MAX_VALUE - 8)];
        this.at = from;
    }

    /** The array; what was written ends at {@link #end()}. */
    byte[] array() {
        return out;
    }

    int end() {
        return at;
    }

    /** How many header entries were written out, not counting copied ones. */
    int entries() {
        return entries;
    }

    void write(EventBatch batch) {
        if (!batch.isEmpty()) {
            writeLong(batch.size());
            for (Event event : batch) {
                writeHeaders(event.headers());
                writeBytes(event.array(), event.offset(), event.length());
            }
        }
        writeLong(0);
    }

    private void writeHeaders(Headers headers) {
        int known = recent.find(headers);
        if (known >= 0) {
            int from = recent.from(known);
            int length = recent.to(known) - from;
            ensure(length);
            System.arraycopy(out, from, out, at, length);
            at += length;
            return;
        }
        int from = at;
        if (!headers.isEmpty()) {
            writeLong(headers.size());
            for (Map.Entry<String, String> entry : headers.entrySet()) {
                writeText(entry.getKey());
                writeText(entry.getValue());
            }
            entries += headers.size();
        }
        writeLong(0);
        recent.add(headers, from, at);
    }

    private void writeText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeBytes(bytes, 0, bytes.length);
    }

    private void writeBytes(byte[] bytes, int offset, int length) {
        writeLong(length);
        ensure(length);
        System.arraycopy(bytes, offset, out, at, length);
        at += length;
    }

    private void writeLong(long value) {
        ensure(LONGEST_VARINT);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            out[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
    }

    private void ensure(int more) {
        if (out.length - at < more) {
            long needed = (long) at + more;
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("The events of a batch do not fit into one message");
            }
            out = Arrays.copyOf(out, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, out.length * 3L / 2)));
        }
    }
}
