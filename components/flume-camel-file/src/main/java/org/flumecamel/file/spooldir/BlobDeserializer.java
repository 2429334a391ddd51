/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/** Makes one event of a whole file; of one with more than {@code maxBlobLength} bytes several (Flume SER-IN-O4). */
final class BlobDeserializer implements EventDeserializer {

    private final InputStream in;
    private final long size;
    private final int maxBlobLength;
    private long offset;
    private byte[] blob = {};

    private BlobDeserializer(SpoolContent content, long offset, int maxBlobLength) throws IOException {
        this.in = content.stream(offset);
        this.size = content.size();
        this.offset = offset;
        this.maxBlobLength = maxBlobLength;
    }

    /** @throws IllegalArgumentException naming an option that is wrong */
    static EventDeserializerFactory factory(Map<String, String> options) {
        DeserializerOptions own = new DeserializerOptions("BLOB", options);
        int maxBlobLength = own.number("maxBlobLength", 100_000_000);
        own.requireNoOther();
        return new EventDeserializerFactory() {
            @Override
            public EventDeserializer open(SpoolContent content, Position start) throws IOException {
                return new BlobDeserializer(content, start.offset(), maxBlobLength);
            }

            @Override
            public boolean readsUnpacked() {
                return false;
            }
        };
    }

    @Override
    public boolean next() throws IOException {
        byte[] bytes = new byte[(int) Math.min(maxBlobLength, size - offset)];
        int count = in.readNBytes(bytes, 0, bytes.length);
        blob = count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        offset += count;
        return count > 0;
    }

    @Override
    public byte[] array() {
        return blob;
    }

    @Override
    public int from() {
        return 0;
    }

    @Override
    public int length() {
        return blob.length;
    }

    @Override
    public Position position() {
        return new Position(offset, 0);
    }
}
