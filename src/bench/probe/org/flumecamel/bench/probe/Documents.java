/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.probe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.flumecamel.agent.fault.Line;

/** The documents that both sides index: the lines of the bench, as they are or in JSON. */
public final class Documents {

    private static final byte[] BEGIN = "{\"@timestamp\":\"2026-03-05T12:00:00.000Z\",\"sequence\":"
        .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MIDDLE = ",\"message\":\"".getBytes(StandardCharsets.US_ASCII);

    private Documents() {
    }

    /** A line without its terminator. */
    public static byte[] text(long sequence, int length) {
        byte[] line = new byte[length + 1];
        Line.write(line, 0, 0, sequence, length + 1);
        return Arrays.copyOf(line, length);
    }

    /** An object with a time, the number, and the line as text. */
    public static byte[] json(long sequence, int length) {
        byte[] number = Long.toString(sequence).getBytes(StandardCharsets.US_ASCII);
        int textAt = BEGIN.length + number.length + MIDDLE.length;
        byte[] json = new byte[textAt + length + 2];
        System.arraycopy(BEGIN, 0, json, 0, BEGIN.length);
        System.arraycopy(number, 0, json, BEGIN.length, number.length);
        System.arraycopy(MIDDLE, 0, json, BEGIN.length + number.length, MIDDLE.length);
        Line.write(json, textAt, 0, sequence, length + 1);
        json[textAt + length] = '"';
        json[textAt + length + 1] = '}';
        return json;
    }
}
