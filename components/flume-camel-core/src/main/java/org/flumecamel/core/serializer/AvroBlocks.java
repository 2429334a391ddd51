/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Walks over the blocks of an Avro container file (Avro specification, object container files) without decoding them. */
final class AvroBlocks {

    private static final byte[] MAGIC = { 'O', 'b', 'j', 1 };
    private static final int MARK = 16;

    private final DataInputStream in;
    private long position;

    AvroBlocks(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** Length up to the last block that is whole; 0 if there is none, all if it is no such file. */
    long wholeLength() throws IOException {
        long whole = 0;
        try {
            if (!Arrays.equals(bytes(MAGIC.length), MAGIC)) {
                return Long.MAX_VALUE;
            }
            skipMetadata();
            byte[] mark = bytes(MARK);
            while (true) {
                readLong();
                skip(readLong());
                if (!Arrays.equals(bytes(MARK), mark)) {
                    return whole;
                }
                whole = position;
            }
        } catch (EOFException e) {
            return whole;
        }
    }

    private void skipMetadata() throws IOException {
        for (long count = readLong(); count != 0; count = readLong()) {
            if (count < 0) {
                readLong();
            }
            for (long i = Math.abs(count); i > 0; i--) {
                skip(readLong());
                skip(readLong());
            }
        }
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        position += count;
        return bytes;
    }

    private void skip(long count) throws IOException {
        if (count < 0) {
            throw new EOFException("no length: " + count);
        }
        in.skipNBytes(count);
        position += count;
    }

    /** A number as Avro writes it: zigzag, seven bits a byte, the lowest first. */
    private long readLong() throws IOException {
        long raw = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.readUnsignedByte();
            position++;
            raw |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return raw >>> 1 ^ -(raw & 1);
            }
        }
        throw new EOFException("no number");
    }
}
