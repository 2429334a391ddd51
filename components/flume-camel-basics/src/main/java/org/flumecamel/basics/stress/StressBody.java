/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.stress;

import java.nio.charset.StandardCharsets;

/**
 * The bodies of the stress source: the number of the event in decimal digits, a blank, and letters. The byte at index
 * {@code i} behind the blank is {@code 'a' + (number + i) % 26}, so a reader can tell from a body alone that it is whole. A
 * body that is too short for the number holds its last digits. Not thread-safe.
 */
final class StressBody {

    private static final int LETTERS = 26;

    private final int size;
    private final byte[] filling;

    StressBody(int size) {
        this.size = size;
        this.filling = new byte[size + LETTERS];
        for (int i = 0; i < filling.length; i++) {
            filling[i] = (byte) ('a' + i % LETTERS);
        }
    }

    /** Writes the body of an event into a block. */
    void write(long number, byte[] block, int offset) {
        System.arraycopy(filling, (int) (number % LETTERS), block, offset, size);
        byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(digits.length, size);
        System.arraycopy(digits, digits.length - length, block, offset, length);
        if (length < size) {
            block[offset + length] = ' ';
        }
    }
}
