/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.io.IOException;
import java.io.StringWriter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * Reads bodies that are one JSON object each. Fields of objects within it are named with dots, {@code request.id}; arrays are
 * taken as they are written; null gives no field.
 */
final class JsonBodyParser implements BodyParser {

    private static final int MAX_DEPTH = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    private final String timeField;
    private final boolean takesAll;

    /** @param takesAll whether all fields are put; else only the time field, and the others are checked to be JSON */
    JsonBodyParser(String timeField, boolean takesAll) {
        this.timeField = timeField;
        this.takesAll = takesAll;
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Fields fields) throws UnreadableException {
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("no JSON object");
            }
            object(parser, "", fields);
            if (parser.nextToken() != null) {
                throw new UnreadableException("more than one JSON value");
            }
        } catch (IOException | IllegalStateException e) {
            throw new UnreadableException("no JSON");
        }
    }

    /** As deep as the constraint lets it. */
    private void object(JsonParser parser, String prefix, Fields fields) throws IOException, UnreadableException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = prefix.isEmpty() ? parser.currentName() : prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                object(parser, field + ".", fields);
            } else if (!takes(field, fields)) {
                parser.skipChildren();
            } else {
                put(parser, token, field, fields);
            }
        }
    }

    private boolean takes(String field, Fields fields) {
        return takesAll ? fields.wants(field) : field.equals(timeField);
    }

    private static void put(JsonParser parser, JsonToken token, String field, Fields fields)
            throws IOException, UnreadableException {
        switch (token) {
            case VALUE_NULL:
                break;
            case VALUE_STRING:
                fields.text(field, parser.getText());
                break;
            case START_ARRAY:
                fields.literal(field, text(parser));
                break;
            default:
                fields.literal(field, parser.getText());
                break;
        }
    }

    private static String text(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }
}
