/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

/** A place in a line that moves on. Not thread-safe. */
final class Scanner {

    private final byte[] bytes;
    private int at;
    private int end;

    Scanner(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Leaves blanks and carriage returns at the end out. */
    void trimEnd() {
        while (end > at && (bytes[end - 1] == ' ' || bytes[end - 1] == '\r' || bytes[end - 1] == '\n')) {
            end--;
        }
    }

    boolean skip(char c) {
        if (at < end && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    void move(int count) {
        at += count;
    }

    /** Moves on over a text that must be here. */
    void expect(String text, String after) throws UnreadableException {
        if (!isAt(text, at)) {
            throw new UnreadableException("no " + text + " after the " + after);
        }
        at += text.length();
    }

    private boolean isAt(String text, int place) {
        if (end - place < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[place + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Moves on beyond the next blank; the end of the word before it, which has one byte at least. */
    int word(String what) throws UnreadableException {
        return before(" ", what);
    }

    /** Moves on beyond a text; where it begins, which is after one byte at least. */
    int before(String text, String what) throws UnreadableException {
        for (int i = at; i < end; i++) {
            if (bytes[i] == text.charAt(0) && isAt(text, i)) {
                if (i == at) {
                    break;
                }
                at = i + text.length();
                return i;
            }
        }
        throw new UnreadableException("no " + what);
    }

    /** Moves on beyond the next quotation mark that has no backslash before it; where it is. */
    int quoted(String what) throws UnreadableException {
        for (int i = at; i < end; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                at = i + 1;
                return i;
            }
        }
        throw new UnreadableException("no quotation mark after the " + what);
    }

    /** Moves on over a number of so many digits. */
    long number(int minDigits, int maxDigits, String what) throws UnreadableException {
        long number = 0;
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - from < maxDigits) {
            number = number * 10 + bytes[at++] - '0';
        }
        if (at - from < minDigits) {
            throw new UnreadableException("no number as " + what);
        }
        return number;
    }
}
