/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * JSON as it goes over the wire, written from bytes to bytes: most event bodies are UTF-8 that needs no escape, and are
 * copied in runs. Not thread-safe.
 */
final class JsonBuffer {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);
    /** What a byte within a string needs: 0 nothing, 1 an escape, 2 a look at what follows. */
    private static final byte[] CARE = new byte[256];

    static {
        Arrays.fill(CARE, 0, 0x20, (byte) 1);
        CARE['"'] = 1;
        CARE['\\'] = 1;
        Arrays.fill(CARE, 0x80, 256, (byte) 2);
    }

    private byte[] bytes;
    private int length;

    JsonBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** The bytes so far are the first {@link #length()} of it; good until more is written. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Forgets what was written behind a place. */
    void truncate(int newLength) {
        length = newLength;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            long wanted = Math.max((long) length + more, Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8L));
            bytes = Arrays.copyOf(bytes, Math.toIntExact(wanted));
        }
    }

    JsonBuffer raw(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    JsonBuffer raw(byte[] some) {
        return raw(some, 0, some.length);
    }

    JsonBuffer raw(byte[] some, int offset, int count) {
        ensure(count);
        System.arraycopy(some, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Text without anything that needs an escape. */
    JsonBuffer raw(String ascii) {
        return raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** A string; half of a surrogate pair becomes a question mark. */
    JsonBuffer string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        string(utf8, 0, utf8.length);
        return this;
    }

    /**
     * A string of UTF-8. What is no UTF-8 becomes the replacement character.
     *
     * @return whether all was UTF-8
     */
    boolean string(byte[] utf8, int offset, int count) {
        boolean wellFormed = true;
        int end = offset + count;
        int run = offset;
        int at = offset;
        ensure(count + 2);
        bytes[length++] = '"';
        while (at < end) {
            byte care = CARE[utf8[at] & 0xff];
            if (care == 0) {
                at++;
                continue;
            }
            int sequence = care == 2 ? Utf8.sequence(utf8, at, end) : 0;
            if (sequence > 0) {
                at += sequence;
                continue;
            }
            raw(utf8, run, at - run);
            if (care == 1) {
                escape(utf8[at]);
            } else {
                wellFormed = false;
                raw(REPLACEMENT);
            }
            at++;
            run = at;
        }
        raw(utf8, run, at - run);
        raw('"');
        return wellFormed;
    }

    private void escape(byte b) {
        ensure(6);
        bytes[length++] = '\\';
        if (b == '"' || b == '\\') {
            bytes[length++] = b;
            return;
        }
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[b >> 4];
        bytes[length++] = HEX[b & 15];
    }

    /** A string of base 64. */
    JsonBuffer base64(byte[] some, int offset, int count) {
        byte[] encoded = Base64.getEncoder().encode(Arrays.copyOfRange(some, offset, offset + count));
        return raw('"').raw(encoded).raw('"');
    }

    /** The name of a field, with the colon and, where it is not the first of its object, a comma in front. */
    JsonBuffer name(String name) {
        if (length > 0 && bytes[length - 1] != '{') {
            raw(',');
        }
        return string(name).raw(':');
    }
}
