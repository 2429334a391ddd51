/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text of events for a terminal: nothing in it can move the cursor, change colours or turn the direction of writing. */
final class LetterText {

    private static final int HEX_PER_LINE = 16;

    private LetterText() {
    }

    /** A text in one line. */
    static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(safe, point));
        return safe.toString();
    }

    /** A text that keeps its lines and tabs. */
    static String lines(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t') {
                safe.append((char) point);
            } else {
                append(safe, point);
            }
        });
        return safe.toString();
    }

    private static void append(StringBuilder safe, int point) {
        switch (point) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (isHarmless(point)) {
                    safe.appendCodePoint(point);
                } else if (point < 0x100) {
                    safe.append(String.format(Locale.ROOT, "\\x%02x", point));
                } else {
                    safe.append(String.format(Locale.ROOT, "\\u{%x}", point));
                }
            }
        }
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                 Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Bytes as text, or null if they are no UTF-8. */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Whether a text has so few control characters that people can read it. */
    static boolean isReadable(String text) {
        long odd = text.codePoints().filter(point -> "\n\t\r".indexOf(point) < 0 && !isHarmless(point)).count();
        return odd * 10 <= text.length();
    }

    /** Bytes in lines of hexadecimal digits, with the letters that they stand for beside them. */
    static String hex(byte[] bytes) {
        StringBuilder lines = new StringBuilder();
        for (int from = 0; from < bytes.length; from += HEX_PER_LINE) {
            StringBuilder digits = new StringBuilder();
            StringBuilder letters = new StringBuilder();
            for (int i = from; i < Math.min(bytes.length, from + HEX_PER_LINE); i++) {
                digits.append(String.format(Locale.ROOT, "%02x ", bytes[i]));
                letters.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            lines.append(String.format(Locale.ROOT, "%08x  %-48s %s\n", from, digits, letters));
        }
        return lines.toString();
    }
}
