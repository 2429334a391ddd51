/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import org.flumecamel.core.Event;

/** Makes the body a JSON object of the fields, in UTF-8, with the time as {@code @timestamp}. */
final class BodyTarget implements FieldTarget {

    private static final String TIME = "@timestamp";
    private static final DateTimeFormatter ISO
            = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private final JsonFactory json = new JsonFactory();
    private final String original;
    private final ParserSettings settings;

    /** @param original the field that takes the text of the body there was; null for none. A field of that name wins. */
    BodyTarget(String original, ParserSettings settings) {
        this.original = original;
        this.settings = settings;
    }

    @Override
    public Event write(Event event, Fields fields) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(event.length() + 256)) {
            try (JsonGenerator generator = json.createGenerator(bytes)) {
                write(event, fields, generator);
            }
            return settings.timed(event, fields).withBody(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Event event, Fields fields, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        if (fields.hasTime()) {
            generator.writeStringField(TIME, ISO.format(Instant.ofEpochMilli(fields.time())));
        }
        for (Map.Entry<String, Object> field : fields.values().entrySet()) {
            if (fields.hasTime() && field.getKey().equals(TIME)) {
                continue;
            }
            generator.writeFieldName(field.getKey());
            if (field.getValue() instanceof Fields.Literal literal) {
                generator.writeRawValue(literal.json());
            } else {
                generator.writeString(field.getValue().toString());
            }
        }
        if (original != null && !fields.values().containsKey(original)) {
            generator.writeFieldName(original);
            generator.writeString(event.bodyAsString(settings.charset()));
        }
        generator.writeEndObject();
    }
}
