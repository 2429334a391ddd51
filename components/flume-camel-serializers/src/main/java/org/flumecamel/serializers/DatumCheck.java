/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.EOFException;
import java.io.IOException;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.flumecamel.core.Event;

/**
 * Tells bodies that are a datum of a schema from others; one of the others would make a whole file unreadable. Schema and body
 * may come from outside: neither nesting nor empty items can keep it busy. Not thread-safe.
 */
final class DatumCheck {

    private static final int DEEPEST = 500;
    private static final int EMPTY_ITEMS = 1000;

    private final Schema schema;
    private BinaryDecoder decoder;
    private long itemsLeft;

    DatumCheck(Schema schema) {
        this.schema = schema;
    }

    /** Why the body is no datum of the schema, null if it is. */
    synchronized String problem(Event event) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(event.array(), event.offset(), event.length(), decoder);
            itemsLeft = event.length() + (long) EMPTY_ITEMS;
            skip(schema, 0);
            return decoder.isEnd() ? null : "its body goes on behind the datum of its schema " + schema.getFullName();
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException e) {
            return "its body is no datum of its schema " + schema.getFullName() + ": " + e;
        }
    }

    private void skip(Schema type, int depth) throws IOException {
        if (depth > DEEPEST || itemsLeft-- <= 0) {
            throw new EOFException("it is nested too deeply, or has more items than bytes");
        }
        switch (type.getType()) {
            case RECORD -> {
                for (Schema.Field field : type.getFields()) {
                    skip(field.schema(), depth + 1);
                }
            }
            case UNION -> {
                int branch = decoder.readIndex();
                if (branch < 0 || branch >= type.getTypes().size()) {
                    throw new EOFException("no branch " + branch);
                }
                skip(type.getTypes().get(branch), depth + 1);
            }
            case ARRAY -> skipItems(type.getElementType(), false, depth);
            case MAP -> skipItems(type.getValueType(), true, depth);
            case ENUM -> {
                int symbol = decoder.readEnum();
                if (symbol < 0 || symbol >= type.getEnumSymbols().size()) {
                    throw new EOFException("no symbol " + symbol);
                }
            }
            case FIXED -> decoder.skipFixed(type.getFixedSize());
            case STRING -> decoder.skipString();
            case BYTES -> decoder.skipBytes();
            case INT -> decoder.readInt();
            case LONG -> decoder.readLong();
            case FLOAT -> decoder.skipFixed(Float.BYTES);
            case DOUBLE -> decoder.skipFixed(Double.BYTES);
            case BOOLEAN -> decoder.skipFixed(1);
            default -> decoder.readNull();
        }
    }

    private void skipItems(Schema items, boolean keys, int depth) throws IOException {
        for (long count = decoder.readLong(); count != 0; count = decoder.readLong()) {
            if (count < 0) {
                count = -count;
                decoder.readLong();
            }
            for (long i = 0; i < count; i++) {
                if (keys) {
                    decoder.skipString();
                }
                skip(items, depth + 1);
            }
        }
    }
}
