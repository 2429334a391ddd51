/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

/** Pieces of JSON in other texts. */
final class JsonText {

    /** So many digits fit into a long. */
    private static final int MAX_DIGITS = 18;

    private JsonText() {
    }

    /** Whether a text is true, false, or a number as JSON writes it, without exponent and of no more than 18 digits. */
    static boolean isLiteral(byte[] bytes, int from, int to) {
        if (from == to) {
            return false;
        }
        return bytes[from] == 't' || bytes[from] == 'f' ? is("true", bytes, from, to) || is("false", bytes, from, to)
                : isNumber(bytes, from, to);
    }

    private static boolean is(String text, byte[] bytes, int from, int to) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(byte[] bytes, int from, int to) {
        int start = bytes[from] == '-' ? from + 1 : from;
        if (to - start > MAX_DIGITS + 1) {
            return false;
        }
        int point = digits(bytes, start, to);
        if (point == start || point > start + 1 && bytes[start] == '0' || point - start > MAX_DIGITS) {
            return false;
        }
        return point == to || bytes[point] == '.' && point + 1 < to && digits(bytes, point + 1, to) == to;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** A text without its backslashes: n, r, t and u behind one mean what JSON means by them, others stand for themselves. */
    static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i == text.length() - 1) {
                plain.append(c);
                continue;
            }
            c = text.charAt(++i);
            int code = c == 'u' ? hex(text, i + 1) : -1;
            if (code >= 0) {
                plain.append((char) code);
                i += 4;
            } else {
                plain.append(control(c));
            }
        }
        return plain.toString();
    }

    private static char control(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private static int hex(String text, int from) {
        if (from + 4 > text.length()) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}
