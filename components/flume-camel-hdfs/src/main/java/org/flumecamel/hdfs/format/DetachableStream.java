/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes everything on to a stream until it is detached from it; then nothing. Closing it does not close the stream. */
final class DetachableStream extends FilterOutputStream {

    DetachableStream(OutputStream out) {
        super(out);
    }

    void detach() {
        out = OutputStream.nullOutputStream();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() {
        detach();
    }
}
