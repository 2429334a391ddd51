/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.InputStream;

/** The frames of Zstandard (RFC 8878): a header, blocks with their lengths, and a checksum. */
final class ZstdFrames extends Pieces {

    private static final int MAGIC = 0x28B52FFD;
    private static final int[] DICTIONARY_BYTES = { 0, 1, 2, 4 };
    private static final int[] SIZE_BYTES = { 0, 2, 4, 8 };
    private static final int RUN = 1;

    ZstdFrames(InputStream in) {
        super(in);
    }

    @Override
    void piece() throws IOException {
        if (readInt() != MAGIC) {
            throw noPiece("no frame");
        }
        int descriptor = readByte();
        boolean single = (descriptor & 0x20) != 0;
        int size = descriptor >> 6;
        skip((single ? 0 : 1) + DICTIONARY_BYTES[descriptor & 3] + (single && size == 0 ? 1 : SIZE_BYTES[size]));
        boolean last = false;
        while (!last) {
            int header = readByte() | readByte() << 8 | readByte() << 16;
            last = (header & 1) != 0;
            skip((header >> 1 & 3) == RUN ? 1 : header >> 3);
        }
        skip((descriptor & 4) != 0 ? 4 : 0);
    }
}
