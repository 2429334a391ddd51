/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.apache.hadoop.io.WritableUtils;

/** The records, or blocks of records, of a sequence file (Hadoop's {@code SequenceFile}, version 6). */
final class SequenceFileRecords extends Pieces {

    private static final byte[] VERSION = { 'S', 'E', 'Q', 6 };
    private static final int MARK = 16;
    private static final int ESCAPE = -1;

    private boolean blocks;
    private byte[] mark;

    SequenceFileRecords(InputStream in) {
        super(in);
    }

    @Override
    void head() throws IOException {
        if (!Arrays.equals(bytes(VERSION.length), VERSION)) {
            throw noPiece("no sequence file");
        }
        skipText();
        skipText();
        boolean compressed = readByte() != 0;
        blocks = readByte() != 0;
        if (compressed) {
            skipText();
        }
        for (int entries = readInt(); entries > 0; entries--) {
            skipText();
            skipText();
        }
        mark = bytes(MARK);
    }

    @Override
    void piece() throws IOException {
        int length = readInt();
        if (length == ESCAPE) {
            if (!Arrays.equals(bytes(MARK), mark)) {
                throw noPiece("no mark");
            }
            if (blocks) {
                readVInt();
                for (int i = 0; i < 4; i++) {
                    skipText();
                }
            }
        } else if (blocks) {
            throw noPiece("no block");
        } else {
            readInt();
            skip(length(length));
        }
    }

    /** Bytes with their length before them. */
    private void skipText() throws IOException {
        skip(length(readVInt()));
    }

    private long readVInt() throws IOException {
        byte first = (byte) readByte();
        int size = WritableUtils.decodeVIntSize(first);
        if (size == 1) {
            return first;
        }
        long value = 0;
        for (byte next : bytes(size - 1)) {
            value = value << 8 | next & 0xFF;
        }
        return WritableUtils.isNegativeVInt(first) ? ~value : value;
    }
}
