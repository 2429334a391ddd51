/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.nio.charset.StandardCharsets;

/**
 * Reads {@code name=value} pairs as logfmt has them: a value may stand in quotation marks, with backslashes before those in
 * it, and a name alone is true. Other separators can be chosen.
 */
final class KeyValueParser implements BodyParser {

    private static final int BLANKS = -1;

    private final int fieldSeparator;
    private final int valueSeparator;

    private KeyValueParser(int fieldSeparator, int valueSeparator) {
        this.fieldSeparator = fieldSeparator;
        this.valueSeparator = valueSeparator;
    }

    /**
     * A parser with separators of one character each.
     *
     * @param  fieldSeparator           null for blanks and tabs
     * @throws IllegalArgumentException if a separator cannot be one
     */
    static KeyValueParser of(String fieldSeparator, String valueSeparator) {
        int field = fieldSeparator == null || fieldSeparator.isBlank() ? BLANKS : separator("fieldSeparator", fieldSeparator);
        int value = separator("valueSeparator", valueSeparator);
        if (field == value) {
            throw new IllegalArgumentException("fieldSeparator and valueSeparator must differ");
        }
        return new KeyValueParser(field, value);
    }

    private static int separator(String option, String text) {
        if (text.length() != 1 || text.charAt(0) <= ' ' || text.charAt(0) > '~' || text.charAt(0) == '"'
                || text.charAt(0) == '\\') {
            throw new IllegalArgumentException(option + " must be one character of ASCII that is no blank, quotation mark or"
                                               + " backslash, not " + text);
        }
        return text.charAt(0);
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Fields fields) throws UnreadableException {
        boolean paired = false;
        int at = skipSeparators(bytes, from, to);
        while (at < to) {
            int nameEnd = nameEnd(bytes, at, to);
            if (nameEnd == at) {
                throw new UnreadableException("a value has no name");
            }
            String name = new String(bytes, at, trimEnd(bytes, at, nameEnd) - at, StandardCharsets.UTF_8);
            at = nameEnd;
            if (at == to || bytes[at] != valueSeparator) {
                fields.setTrue(name);
            } else {
                paired = true;
                at = value(bytes, at + 1, to, name, fields);
            }
            at = skipSeparators(bytes, at, to);
        }
        if (!paired) {
            throw new UnreadableException("no name" + (char) valueSeparator + "value");
        }
    }

    private int skipSeparators(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (isBlank(bytes[at]) || isSeparator(bytes[at]))) {
            at++;
        }
        return at;
    }

    private int nameEnd(byte[] bytes, int from, int to) throws UnreadableException {
        int at = from;
        while (at < to && bytes[at] != valueSeparator && !isSeparator(bytes[at])) {
            if (bytes[at] == '"') {
                throw new UnreadableException("a quotation mark in a name");
            }
            at++;
        }
        return at;
    }

    /** Puts the value that begins here into a field; where it ends. */
    private int value(byte[] bytes, int from, int to, String name, Fields fields) throws UnreadableException {
        if (from < to && bytes[from] == '"') {
            return quoted(bytes, from + 1, to, name, fields);
        }
        int end = from;
        while (end < to && !isSeparator(bytes[end])) {
            end++;
        }
        int trimmed = trimEnd(bytes, from, end);
        if (JsonText.isLiteral(bytes, from, trimmed)) {
            fields.literal(name, new String(bytes, from, trimmed - from, StandardCharsets.ISO_8859_1));
        } else {
            fields.text(name, bytes, from, trimmed);
        }
        return end;
    }

    private int quoted(byte[] bytes, int from, int to, String name, Fields fields) throws UnreadableException {
        Scanner line = new Scanner(bytes, from, to);
        int end = line.quoted("value");
        if (!line.isAtEnd() && !isSeparator(bytes[line.at()]) && !isBlank(bytes[line.at()])) {
            throw new UnreadableException("text after a quoted value");
        }
        fields.text(name, JsonText.unescaped(new String(bytes, from, end - from, StandardCharsets.UTF_8)));
        return line.at();
    }

    private boolean isSeparator(byte b) {
        return fieldSeparator == BLANKS ? isBlank(b) : b == fieldSeparator;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static int trimEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }
}
