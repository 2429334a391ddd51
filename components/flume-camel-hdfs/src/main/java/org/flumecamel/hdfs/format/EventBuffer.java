/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects what a serializer writes in small pieces, to hand it on in one. */
final class EventBuffer extends ByteArrayOutputStream {

    /** How much is kept for the next batch, in bytes; many files may be open. */
    private static final int KEPT = 256 * 1024;

    EventBuffer() {
        super(8 * 1024);
    }

    /** Hands everything on in a single call, and is empty then. */
    void drainTo(OutputStream out) throws IOException {
        writeTo(out, 0, count);
        clear();
    }

    /** Hands on what is between two positions, in a single call. */
    void writeTo(OutputStream out, int from, int to) throws IOException {
        out.write(buf, from, to - from);
    }

    /** It is empty then. */
    void clear() {
        count = 0;
        if (buf.length > KEPT) {
            buf = new byte[KEPT];
        }
    }
}
