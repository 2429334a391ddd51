/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DatumWriter;

/**
 * The options that both Avro serializers have (Flume SER-OUT-O3, O4, O6, O7).
 *
 * @param codec             compression of the blocks
 * @param syncIntervalBytes how large a block may become, in bytes, before it is written without a flush
 */
record AvroOptions(CodecFactory codec, int syncIntervalBytes) {

    private static final String CODEC = "compressionCodec";
    private static final String INTERVAL = "syncIntervalBytes";
    private static final int DEFAULT_INTERVAL = 2_048_000;
    private static final int LEAST_INTERVAL = 32;
    private static final int MOST_INTERVAL = 1 << 30;

    /**
     * Reads the options.
     *
     * @param further the names of others that a serializer has
     * @throws IllegalArgumentException if one is unknown or wrong
     */
    static AvroOptions of(Map<String, String> options, Set<String> further) {
        Map<String, String> rest = new LinkedHashMap<>(options);
        String codec = rest.remove(CODEC);
        String interval = rest.remove(INTERVAL);
        rest.keySet().removeAll(further);
        if (!rest.isEmpty()) {
            Set<String> all = new TreeSet<>(further);
            all.addAll(Set.of(CODEC, INTERVAL));
            throw new IllegalArgumentException("serializer." + rest.keySet().iterator().next() + " is unknown; there are "
                                               + String.join(", ", all));
        }
        return new AvroOptions(codec(codec), interval(interval));
    }

    private static CodecFactory codec(String name) {
        try {
            return name == null || name.isBlank() ? CodecFactory.nullCodec() : tried(CodecFactory.fromString(name));
        } catch (AvroRuntimeException | IOException | LinkageError e) {
            throw new IllegalArgumentException("serializer." + CODEC + " must be null, deflate, bzip2, snappy, zstandard or xz,"
                                               + " and the jar it needs must be there, not " + name + ": " + e, e);
        }
    }

    /** A codec whose library is missing says so at the start, not at the first event. */
    private static CodecFactory tried(CodecFactory codec) throws IOException {
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.setCodec(codec).create(Schema.create(Schema.Type.NULL), OutputStream.nullOutputStream()).append(null);
        }
        return codec;
    }

    private static int interval(String text) {
        try {
            int interval = text == null ? DEFAULT_INTERVAL : Integer.parseInt(text.trim());
            if (interval >= LEAST_INTERVAL && interval <= MOST_INTERVAL) {
                return interval;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrongInterval(text), e);
        }
        throw new IllegalArgumentException(wrongInterval(text));
    }

    private static String wrongInterval(String text) {
        return "serializer." + INTERVAL + " must be a number of bytes from " + LEAST_INTERVAL + " to " + MOST_INTERVAL
               + ", not " + text;
    }

    <T> DataFileWriter<T> newWriter(DatumWriter<T> datums) {
        return new DataFileWriter<>(datums).setCodec(codec).setSyncInterval(syncIntervalBytes);
    }
}
