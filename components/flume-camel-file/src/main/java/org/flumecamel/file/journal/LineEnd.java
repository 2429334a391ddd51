/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How lines end in a character set: the bytes of a line feed, at a multiple of their length from the beginning of the line.
 * Sets in which these bytes may stand for something else are not read.
 */
public final class LineEnd {

    private final byte[] bytes;
    private final byte[] carriageReturn;

    private LineEnd(Charset charset) {
        this.bytes = "\n".getBytes(charset);
        this.carriageReturn = "\r".getBytes(charset);
    }

    /** @throws IllegalArgumentException if the bytes of a line feed do not tell where lines end */
    public static LineEnd of(Charset charset) {
        boolean shifting = charset.name().startsWith("ISO-2022") || charset.name().startsWith("x-ISO-2022")
                           || charset.name().startsWith("x-JIS") || charset.name().contains("COMPOUND")
                           || charset.name().startsWith("x-windows-5022") || charset.name().startsWith("x-windows-iso2022");
        if (shifting || !charset.canEncode()) {
            throw new IllegalArgumentException(charset + " cannot be read line by line: what a byte means depends on the bytes"
                                               + " before it");
        }
        return new LineEnd(endian(charset, false));
    }

    /** UTF-16 and UTF-32 with the order of bytes that they have without a byte order mark, or the other one. */
    public static Charset endian(Charset charset, boolean little) {
        return switch (charset.name()) {
            case "UTF-16" -> little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            case "UTF-32" -> Charset.forName(little ? "UTF-32LE" : "UTF-32BE");
            default -> charset;
        };
    }

    /** How many bytes a line end has. */
    public int width() {
        return bytes.length;
    }

    /** Index of the first line end in a range that begins at a line or a character of it, or -1. */
    public int find(byte[] array, int from, int to) {
        if (bytes.length == 1 && bytes[0] == '\n') {
            return Newlines.first(array, from, to);
        }
        for (int at = from; at + bytes.length <= to; at += bytes.length) {
            if (isAt(bytes, array, at)) {
                return at;
            }
        }
        return -1;
    }

    /** The end of a line without the carriage return it may end with. */
    public int withoutCarriageReturn(byte[] array, int from, int to) {
        int before = to - carriageReturn.length;
        return before >= from && isAt(carriageReturn, array, before) ? before : to;
    }

    private static boolean isAt(byte[] character, byte[] array, int at) {
        for (int i = 0; i < character.length; i++) {
            if (array[at + i] != character[i]) {
                return false;
            }
        }
        return true;
    }
}
