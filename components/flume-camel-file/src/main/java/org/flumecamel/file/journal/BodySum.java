/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/**
 * What the events of a batch look like, headers aside, to recognise them after a restart.
 *
 * @param bytes two checksums of all bodies
 * @param shape how long each body is, and where each event stood in the batch its source made
 */
public record BodySum(long bytes, long shape) {

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    /** The sum of a batch. */
    public static BodySum of(EventBatch batch) {
        CRC32 zip = new CRC32();
        CRC32C castagnoli = new CRC32C();
        long shape = batch.size();
        for (int i = 0; i < batch.size(); i++) {
            Event event = batch.get(i);
            zip.update(event.array(), event.offset(), event.length());
            castagnoli.update(event.array(), event.offset(), event.length());
            shape = (shape ^ (long) event.ordinal() << 32 ^ event.length()) * PRIME;
            shape ^= shape >>> 29;
        }
        return new BodySum(zip.getValue() << 32 | castagnoli.getValue(), shape);
    }

    /** @throws RuntimeException if the text is none of {@link #toString()} */
    public static BodySum parse(String text) {
        String[] halves = text.split(":");
        return new BodySum(Long.parseUnsignedLong(halves[0], 16), Long.parseUnsignedLong(halves[1], 16));
    }

    @Override
    public String toString() {
        return Long.toHexString(bytes) + ":" + Long.toHexString(shape);
    }
}
