/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What a range of a file looked like, to recognise it later: its length and a 64-bit checksum. The first bytes of a file
 * are its fingerprint; the last ones before a position are its anchor.
 */
record Imprint(int length, long sum) {

    /** Of no bytes at all: it matches everything. */
    static final Imprint NONE = new Imprint(0, 0);

    static Imprint of(byte[] bytes, int offset, int length) {
        return length == 0 ? NONE : new Imprint(length, sum(bytes, offset, length));
    }

    /** Whether the bytes from an offset on are the ones this was taken of. The caller has checked that there are enough. */
    boolean matches(byte[] bytes, int offset) {
        return length == 0 || sum(bytes, offset, length) == sum;
    }

    private static long sum(byte[] bytes, int offset, int length) {
        CRC32 zip = new CRC32();
        zip.update(bytes, offset, length);
        CRC32C castagnoli = new CRC32C();
        castagnoli.update(bytes, offset, length);
        return zip.getValue() << 32 | castagnoli.getValue();
    }
}
