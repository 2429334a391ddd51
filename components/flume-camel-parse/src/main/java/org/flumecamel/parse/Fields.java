/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of one body by name, in their order; the last of several with one name counts. A value is a {@link String} or a
 * {@link Literal}. Used again for the next body. Not thread-safe.
 */
final class Fields {

    /** A value that JSON writes without quotes: a number, true, false, or an array as it is. */
    record Literal(String json) {
        @Override
        public String toString() {
            return json;
        }
    }

    private static final Literal TRUE = new Literal("true");

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final FieldNames names;
    private final String timeField;
    private final int maxFields;
    private final int maxLength;
    private String timeText;
    private boolean hasTime;
    private long time;

    /**
     * No fields yet.
     *
     * @param timeField the field that {@link #timeText()} is the text of; may be null
     * @param maxFields how many fields there may be
     * @param maxLength how long a name and a value may be, in characters
     */
    Fields(FieldNames names, String timeField, int maxFields, int maxLength) {
        this.names = names;
        this.timeField = timeField;
        this.maxFields = maxFields;
        this.maxLength = maxLength;
    }

    void clear() {
        values.clear();
        timeText = null;
        hasTime = false;
    }

    /** Whether a value put under that name is used at all. */
    boolean wants(String field) {
        return field.equals(timeField) || names.of(field) != null;
    }

    /** A field of text in UTF-8. */
    void text(String field, byte[] bytes, int from, int to) throws UnreadableException {
        String name = names.of(field);
        if (name == null && !field.equals(timeField)) {
            return;
        }
        put(field, name, new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    void text(String field, String value) throws UnreadableException {
        put(field, names.of(field), value);
    }

    void number(String field, long value) throws UnreadableException {
        literal(field, Long.toString(value));
    }

    void setTrue(String field) throws UnreadableException {
        put(field, names.of(field), TRUE);
    }

    /** A field whose value is JSON already. */
    void literal(String field, String json) throws UnreadableException {
        put(field, names.of(field), new Literal(json));
    }

    private void put(String field, String name, Object value) throws UnreadableException {
        String text = value.toString();
        requireLength(text.length());
        if (field.equals(timeField)) {
            timeText = text;
        }
        if (name == null) {
            return;
        }
        requireLength(name.length());
        if (values.put(name, value) == null && values.size() > maxFields) {
            throw new UnreadableException("more than " + maxFields + " fields");
        }
    }

    private void requireLength(int length) throws UnreadableException {
        if (length > maxLength) {
            throw new UnreadableException("a field is longer than " + maxLength);
        }
    }

    /** The time of the event, in milliseconds since the epoch. */
    void time(long millis) {
        time = millis;
        hasTime = true;
    }

    boolean hasTime() {
        return hasTime;
    }

    long time() {
        return time;
    }

    /** The text of the field with the time, or null if there is none. */
    String timeText() {
        return timeText;
    }

    Map<String, Object> values() {
        return values;
    }
}
