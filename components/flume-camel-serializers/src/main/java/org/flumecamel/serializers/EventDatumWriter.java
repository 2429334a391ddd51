/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.util.Utf8;
import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;

/** Writes an event in the encoding of {@link AvroEventSerializer#SCHEMA}. Neighbours mostly share their headers. */
final class EventDatumWriter implements DatumWriter<Event> {

    private Headers headers;
    private Map<Utf8, Utf8> encoded = Map.of();

    @Override
    public void setSchema(Schema schema) {
        if (!schema.equals(AvroEventSerializer.SCHEMA)) {
            throw new IllegalArgumentException("Events have a schema of their own, not " + schema);
        }
    }

    @Override
    public void write(Event event, Encoder out) throws IOException {
        if (event.headers() != headers) {
            headers = event.headers();
            encoded = encode(headers);
        }
        out.writeMapStart();
        out.setItemCount(encoded.size());
        for (Map.Entry<Utf8, Utf8> header : encoded.entrySet()) {
            out.startItem();
            out.writeString(header.getKey());
            out.writeString(header.getValue());
        }
        out.writeMapEnd();
        out.writeBytes(event.array(), event.offset(), event.length());
    }

    private static Map<Utf8, Utf8> encode(Headers headers) {
        Map<Utf8, Utf8> encoded = new LinkedHashMap<>();
        headers.forEach((name, value) -> encoded.put(new Utf8(name), new Utf8(value)));
        return encoded;
    }
}
