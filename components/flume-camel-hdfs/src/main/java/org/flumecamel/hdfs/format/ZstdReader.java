/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.InputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import org.apache.hadoop.io.compress.CompressionInputStream;

/** Reads frames of Zstandard, one after the other. */
final class ZstdReader extends CompressionInputStream {

    private ZstdInputStreamNoFinalizer frames;

    ZstdReader(InputStream in) throws IOException {
        super(in);
    }

    private InputStream frames() throws IOException {
        if (frames == null) {
            frames = new ZstdInputStreamNoFinalizer(in);
        }
        return frames;
    }

    @Override
    public int read() throws IOException {
        return frames().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return frames().read(bytes, offset, length);
    }

    @Override
    public void resetState() throws IOException {
        frames = null;
    }

    @Override
    public void close() throws IOException {
        if (frames != null) {
            frames.close();
        }
        super.close();
    }
}
