/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.OutputStream;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BlockCompressorStream;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.apache.hadoop.io.compress.Compressor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes members of a compressed file, one after the other, in memory. Used by one thread at a time. */
final class CompressedMember {

    private static final Logger LOG = LoggerFactory.getLogger(CompressedMember.class);

    private final EventBuffer packed = new EventBuffer();
    private final Compressor compressor;
    private final CompressionOutputStream compressed;
    private boolean used;

    CompressedMember(CompressionCodec codec, Configuration configuration) throws IOException {
        compressor = CodecPool.getCompressor(codec, configuration);
        compressed = codec.createOutputStream(packed, compressor);
    }

    /** Compresses a part of a buffer. */
    void compress(EventBuffer raw, int from, int to) throws IOException {
        if (used) {
            compressed.resetState();
        }
        used = true;
        // in one piece, so that the blocks of snappy and LZ4 end where an event ends
        raw.writeTo(compressed, from, to);
        if (!isBetweenBlocks()) {
            compressed.finish();
        }
    }

    /** Hadoop writes large events as blocks of their own. To end an empty block behind them would end the whole file. */
    private boolean isBetweenBlocks() {
        return compressed instanceof BlockCompressorStream && compressor.getBytesRead() == 0;
    }

    void drainTo(OutputStream out) throws IOException {
        packed.drainTo(out);
    }

    /** Gives the compressor back; nothing is compressed any more. */
    void release() {
        try {
            compressed.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("A compressor is not closed properly", e);
        }
        CodecPool.returnCompressor(compressor);
    }
}
