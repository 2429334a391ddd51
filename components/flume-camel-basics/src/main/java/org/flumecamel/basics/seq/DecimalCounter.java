/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.seq;

import java.util.Arrays;

/** A counter kept as decimal digits in ASCII, so that writing its value down is a copy. Not thread-safe. */
final class DecimalCounter {

    /** Digits of the largest value. */
    static final int MAX_DIGITS = 19;

    private final byte[] digits = new byte[MAX_DIGITS];
    private int first = MAX_DIGITS - 1;

    DecimalCounter() {
        Arrays.fill(digits, (byte) '0');
    }

    /** How many digits the value has. */
    int length() {
        return MAX_DIGITS - first;
    }

    /** Writes the value. */
    void write(byte[] target, int offset) {
        for (int i = first, to = offset; i < MAX_DIGITS; i++, to++) {
            target[to] = digits[i];
        }
    }

    void increment() {
        int at = MAX_DIGITS - 1;
        while (at >= 0 && digits[at] == '9') {
            digits[at--] = '0';
        }
        if (at >= 0) {
            digits[at]++;
            first = Math.min(first, at);
        }
    }
}
