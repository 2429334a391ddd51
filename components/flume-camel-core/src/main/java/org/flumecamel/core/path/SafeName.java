/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Makes names of directories and files out of header values, which come from outside.
 * <p>
 * {@code /}, {@code \}, {@code :}, {@code %}, control characters and what the platform's file names cannot hold become
 * {@code %XX}, so that a value never adds a directory and two values never share a name. A name that would be {@code .} or
 * {@code ..} gets its points encoded. A name longer than {@value #MOST_BYTES} bytes is cut and ends with a hash of the whole.
 */
final class SafeName {

    /** Leaves room for the counter and the suffixes within the 255 bytes that file systems allow. */
    static final int MOST_BYTES = 160;

    /** The encoding that the JVM uses for names of files; in the C locale it is ASCII. */
    private static final Charset FILE_NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    private static final String HEX = "0123456789ABCDEF";

    private SafeName() {
    }

    /** Appends a header value without anything that has a meaning in paths. */
    static void encode(String value, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                encode(value.codePointAt(i), out);
                i += Character.charCount(value.codePointAt(i)) - 1;
            } else if (c < ' ' || c == 0x7f || c == '/' || c == '\\' || c == ':' || c == '%') {
                percent(c, out);
            } else {
                out.append(c);
            }
        }
    }

    private static void encode(int codePoint, StringBuilder out) {
        String character = Character.toString(codePoint);
        if (Character.isISOControl(codePoint) || !FILE_NAMES.newEncoder().canEncode(character)) {
            for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
                percent(b & 0xff, out);
            }
        } else {
            out.append(character);
        }
    }

    private static void percent(int value, StringBuilder out) {
        out.append('%').append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 15));
    }

    /** A name of encoded values and literals that cannot be a step upwards and is not too long. */
    static String of(String name) {
        if (".".equals(name) || "..".equals(name)) {
            return name.replace(".", "%2E");
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return name;
        }
        String hash = "~" + hash(bytes);
        int end = MOST_BYTES - hash.length();
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + hash;
    }

    /** 64-bit FNV-1a, which keeps different long names apart. */
    private static String hash(byte[] bytes) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return String.format("%016x", hash);
    }
}
