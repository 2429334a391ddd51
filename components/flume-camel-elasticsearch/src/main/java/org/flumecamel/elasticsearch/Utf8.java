/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

/** Which bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {

    private Utf8() {
    }

    /** How many bytes the character that begins at a byte above 0x7f has, or 0 if there is none. */
    static int sequence(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (end - at < count || !second(first, bytes[at + 1] & 0xff)) {
            return 0;
        }
        for (int i = at + 2; i < at + count; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return count;
    }

    private static boolean second(int first, int second) {
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= least && second <= most;
    }
}
