/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The members of a gzip file (RFC 1952), without names and comments, or streams of zlib (RFC 1950). */
final class DeflatedMembers extends Pieces {

    private static final int BLOCK = 64 * 1024;
    private static final byte[] GZIP = { 0x1F, (byte) 0x8B, 8, 0 };
    private static final int HEADER = 10;

    private final boolean gzip;
    private final Deflated deflated;

    private DeflatedMembers(Deflated deflated, boolean gzip) {
        super(deflated.in);
        this.deflated = deflated;
        this.gzip = gzip;
    }

    static DeflatedMembers ofGzip(InputStream in) {
        return new DeflatedMembers(new Deflated(in), true);
    }

    static DeflatedMembers ofZlib(InputStream in) {
        return new DeflatedMembers(new Deflated(in), false);
    }

    @Override
    void piece() throws IOException {
        if (gzip) {
            for (byte expected : GZIP) {
                if ((byte) readByte() != expected) {
                    throw noPiece("no member");
                }
            }
            skip(HEADER - GZIP.length);
        }
        passed(deflated.inflate(gzip));
        if (gzip && (readReversed() != (int) deflated.crc.getValue() || readReversed() != (int) deflated.size)) {
            throw noPiece("no member");
        }
    }

    private int readReversed() throws IOException {
        return Integer.reverseBytes(readInt());
    }

    /** The packed part of a member. */
    private static final class Deflated {

        private final PushbackInputStream in;
        private final CRC32 crc = new CRC32();
        private long size;

        Deflated(InputStream in) {
            this.in = new PushbackInputStream(in, BLOCK);
        }

        /** Reads on to its end; returns how many bytes it has, packed. */
        long inflate(boolean bare) throws IOException {
            crc.reset();
            Inflater inflater = new Inflater(bare);
            byte[] packed = new byte[BLOCK];
            byte[] raw = new byte[BLOCK];
            try {
                int available = 0;
                while (!inflater.finished()) {
                    if (inflater.needsInput()) {
                        available = in.read(packed);
                        if (available < 0) {
                            throw new EOFException();
                        }
                        inflater.setInput(packed, 0, available);
                    }
                    crc.update(raw, 0, inflater.inflate(raw));
                }
                in.unread(packed, available - inflater.getRemaining(), inflater.getRemaining());
                size = inflater.getBytesWritten();
                return inflater.getBytesRead();
            } catch (DataFormatException e) {
                throw new EOFException(e.toString());
            } finally {
                inflater.end();
            }
        }
    }
}
