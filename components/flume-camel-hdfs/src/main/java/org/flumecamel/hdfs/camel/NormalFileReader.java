/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;
import java.io.InputStream;

/** Reads a normal file in chunks, or hands out its stream. */
final class NormalFileReader implements MessageReader {

    private final InputStream in;
    private final int chunkSize;
    private boolean handedOut;

    /** @param chunkSize in bytes; 0 for the stream of the whole file */
    NormalFileReader(InputStream in, int chunkSize) {
        this.in = in;
        this.chunkSize = chunkSize;
    }

    @Override
    public Content next() throws IOException {
        if (chunkSize == 0) {
            Content content = handedOut ? null : new Content(in, null);
            handedOut = true;
            return content;
        }
        byte[] chunk = in.readNBytes(chunkSize);
        return chunk.length == 0 ? null : new Content(chunk, null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
