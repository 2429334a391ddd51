/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Lines that prove themselves: {@code <stream> <sequence> <filler> <checksum>}, all of it a function of stream, sequence
 * and length, so that a reader can tell of any line whether somebody wrote exactly these bytes.
 */
public final class Line {

    /** Length of the shortest line, terminator included. */
    public static final int SHORTEST = 64;

    private static final int STREAM_DIGITS = 6;
    private static final int SEQUENCE_DIGITS = 10;
    private static final int FILLER_AT = STREAM_DIGITS + 1 + SEQUENCE_DIGITS + 1;
    private static final int CHECKSUM_DIGITS = 8;
    private static final byte[] HEX = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Line() {
    }

    /** A line with its terminator. */
    public static byte[] of(int stream, long sequence, int length) {
        byte[] line = new byte[length];
        write(line, 0, stream, sequence, length);
        return line;
    }

    /**
     * Writes a line into an array.
     *
     * @param length of the line in bytes, terminator included
     */
    public static void write(byte[] array, int at, int stream, long sequence, int length) {
        digits(array, at, STREAM_DIGITS, stream);
        array[at + STREAM_DIGITS] = ' ';
        digits(array, at + STREAM_DIGITS + 1, SEQUENCE_DIGITS, sequence);
        array[at + FILLER_AT - 1] = ' ';
        int end = at + length - CHECKSUM_DIGITS - 2;
        fill(array, at + FILLER_AT, end, seed(stream, sequence, length));
        array[end] = ' ';
        CRC32C crc = new CRC32C();
        crc.update(array, at, end - at);
        hex(array, end + 1, crc.getValue());
        array[at + length - 1] = '\n';
    }

    /** The stream a line names, or -1 if it names none. */
    public static int stream(byte[] array, int from, int to) {
        return to - from < FILLER_AT ? -1 : (int) number(array, from, STREAM_DIGITS);
    }

    /** The sequence number a line names, or -1 if it names none. */
    public static long sequence(byte[] array, int from, int to) {
        return to - from < FILLER_AT ? -1 : number(array, from + STREAM_DIGITS + 1, SEQUENCE_DIGITS);
    }

    /** Whether these bytes, without terminator, are a line as it was written, byte for byte. */
    public static boolean isGenuine(byte[] array, int from, int to, byte[] scratch) {
        int length = to - from + 1;
        int stream = stream(array, from, to);
        long sequence = sequence(array, from, to);
        if (stream < 0 || sequence < 0 || length < SHORTEST || length > scratch.length) {
            return false;
        }
        write(scratch, 0, stream, sequence, length);
        return Arrays.equals(array, from, to, scratch, 0, length - 1);
    }

    private static long seed(int stream, long sequence, int length) {
        long x = (stream * 0x9E3779B97F4A7C15L) ^ (sequence * 0xC2B2AE3D27D4EB4FL) ^ length;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31) | 1;
    }

    private static void fill(byte[] array, int from, int to, long seed) {
        long x = seed;
        int at = from;
        while (at < to) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
            long letters = (x & 0x0F0F0F0F0F0F0F0FL) + 0x6161616161616161L;
            if (to - at >= 8) {
                LONGS.set(array, at, letters);
                at += 8;
            } else {
                for (; at < to; at++) {
                    array[at] = (byte) letters;
                    letters >>>= 8;
                }
            }
        }
    }

    private static void digits(byte[] array, int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            array[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static void hex(byte[] array, int at, long value) {
        for (int i = 0; i < CHECKSUM_DIGITS; i++) {
            array[at + i] = HEX[(int) (value >>> (4 * (CHECKSUM_DIGITS - 1 - i))) & 15];
        }
    }

    private static long number(byte[] array, int at, int count) {
        long value = 0;
        for (int i = at; i < at + count; i++) {
            int digit = array[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
