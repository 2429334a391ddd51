/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.nio.ByteBuffer;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.Compressor;

/** Makes one frame of Zstandard after the other. Used by one thread at a time; it holds memory outside the heap. */
final class ZstdCompressor implements Compressor {

    private static final int BUFFER = 128 * 1024;

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private final ByteBuffer raw = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private final ByteBuffer packed = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private byte[] input = {};
    private int offset;
    private int length;
    private boolean finishing;
    private boolean ended;
    private long bytesRead;
    private long bytesWritten;

    ZstdCompressor() {
        context.setLevel(Zstd.defaultCompressionLevel());
        context.setChecksum(true);
    }

    @Override
    public void setInput(byte[] bytes, int from, int count) {
        input = bytes;
        offset = from;
        length = count;
        bytesRead += count;
    }

    @Override
    public boolean needsInput() {
        return length == 0 && !raw.hasRemaining() && !packed.hasRemaining();
    }

    @Override
    public void setDictionary(byte[] bytes, int from, int count) {
        throw new UnsupportedOperationException("zstd with a dictionary");
    }

    @Override
    public void finish() {
        finishing = true;
    }

    @Override
    public boolean finished() {
        return ended && !packed.hasRemaining();
    }

    @Override
    public int compress(byte[] bytes, int from, int most) {
        if (!packed.hasRemaining()) {
            pack();
        }
        int count = Math.min(most, packed.remaining());
        packed.get(bytes, from, count);
        bytesWritten += count;
        return count;
    }

    private void pack() {
        if (!raw.hasRemaining()) {
            int count = Math.min(length, BUFFER);
            raw.clear().put(input, offset, count).flip();
            offset += count;
            length -= count;
        }
        boolean last = finishing && length == 0;
        if (!raw.hasRemaining() && !last) {
            return;
        }
        packed.clear();
        boolean complete = context.compressDirectByteBufferStream(packed, raw, last ? EndDirective.END : EndDirective.CONTINUE);
        ended = last && complete;
        packed.flip();
    }

    @Override
    public long getBytesRead() {
        return bytesRead;
    }

    @Override
    public long getBytesWritten() {
        return bytesWritten;
    }

    @Override
    public void reset() {
        context.reset();
        context.setLevel(Zstd.defaultCompressionLevel());
        context.setChecksum(true);
        raw.limit(0);
        packed.limit(0);
        length = 0;
        finishing = false;
        ended = false;
        bytesRead = 0;
        bytesWritten = 0;
    }

    @Override
    public void reinit(Configuration configuration) {
        reset();
    }

    @Override
    public void end() {
        context.close();
    }
}
