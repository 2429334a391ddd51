/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bodies that break what is not careful with bytes. */
public final class OddBodies {

    private static final int LARGE = 10 << 20;

    private OddBodies() {
    }

    /** Odd bodies without line feeds, so that they also travel through files of lines. */
    public static List<byte[]> withoutLineFeeds() {
        List<byte[]> bodies = new ArrayList<>();
        bodies.add(new byte[0]);
        bodies.add(new byte[] { 'x' });
        bodies.add(new byte[] { 0 });
        bodies.add(new byte[] { 'a', 0, 'b', 0 });
        bodies.add(new byte[] { (byte) 0xC3, (byte) 0x28 }); // malformed UTF-8: bad continuation
        bodies.add(new byte[] { (byte) 0xFF, (byte) 0xFE, (byte) 0x80 });
        bodies.add(new byte[] { (byte) 0xED, (byte) 0xA0, (byte) 0x80 }); // a surrogate in UTF-8
        bodies.add(new byte[] { '\t', ' ', 0x0B, 0x0C, ' ' });
        bodies.add(random(300, 1));
        bodies.add(random(LARGE, 2));
        return bodies;
    }

    /** Odd bodies, those with line feeds included. */
    public static List<byte[]> all() {
        List<byte[]> bodies = new ArrayList<>(withoutLineFeeds());
        bodies.add(new byte[] { '\n' });
        bodies.add("one\ntwo\r\nthree\n".getBytes(StandardCharsets.UTF_8));
        return bodies;
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                bytes[i] = '.';
            }
        }
        return bytes;
    }

    /** Whether two lists of bodies hold the same bytes in the same order. */
    public static boolean equal(List<byte[]> left, List<byte[]> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!Arrays.equals(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }
}
