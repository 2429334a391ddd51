/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Walks over a file piece by piece and knows where the last whole piece ended. Anything that is no piece, and the end of the
 * file within one, ends the walk.
 */
abstract class Pieces {

    /** A length above this is no length: no event is that large. */
    private static final int MOST = 1 << 28;

    private final DataInputStream in;
    private long position;

    Pieces(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** Reads what stands before the first piece. */
    void head() throws IOException {
    }

    /** Reads a piece. */
    abstract void piece() throws IOException;

    /** Length up to the last whole piece; 0 if there is none, whatever stands before it. */
    final long wholeLength() throws IOException {
        long whole = 0;
        try {
            head();
            while (true) {
                piece();
                whole = position;
            }
        } catch (EOFException e) {
            return whole;
        }
    }

    final EOFException noPiece(String why) {
        return new EOFException(why + " at " + position);
    }

    final byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[length(count)];
        in.readFully(bytes);
        position += count;
        return bytes;
    }

    final void skip(long count) throws IOException {
        if (count > 0) {
            in.skipNBytes(count - 1);
            // read, since a stream of a local file skips beyond its end
            in.readByte();
            position += count;
        }
    }

    /** So many bytes were read from the stream directly. */
    final void passed(long count) {
        position += count;
    }

    final int readByte() throws IOException {
        int value = in.readUnsignedByte();
        position++;
        return value;
    }

    /** Four bytes, the highest first. */
    final int readInt() throws IOException {
        int value = in.readInt();
        position += 4;
        return value;
    }

    /** The same number if it may be a length. */
    final int length(long count) throws EOFException {
        if (count < 0 || count > MOST) {
            throw noPiece("no length");
        }
        return (int) count;
    }
}
