/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.InputStream;

/** The streams of a bzip2 file. Nothing in them is aligned, so that their ends are found by the mark before the checksum. */
final class Bzip2Streams {

    private static final long END = 0x177245385090L;
    private static final long MASK = (1L << 48) - 1;
    private static final int CHECKSUM_BITS = 32;
    private static final int BLOCK = 64 * 1024;

    private Bzip2Streams() {
    }

    /** Length up to the end of the last whole stream. */
    static long wholeLength(InputStream in) throws IOException {
        byte[] block = new byte[BLOCK];
        long whole = 0;
        long end = Long.MAX_VALUE;
        long window = 0;
        long position = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            for (int i = 0; i < read; i++) {
                for (int bit = 7; bit >= 0; bit--) {
                    window = window << 1 | block[i] >> bit & 1;
                    if ((window & MASK) == END) {
                        // the rest of the byte that the checksum ends in is filled up
                        end = ((position + i) * 8 + 8 - bit + CHECKSUM_BITS + 7) / 8;
                    }
                }
                if (position + i + 1 == end) {
                    whole = end;
                }
            }
            position += read;
        }
        return whole;
    }
}
