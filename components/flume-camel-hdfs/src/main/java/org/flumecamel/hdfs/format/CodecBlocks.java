/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

import net.jpountz.lz4.LZ4Factory;
import org.xerial.snappy.Snappy;

/**
 * The blocks in which Hadoop writes snappy and LZ4: the length of the block unpacked, then chunks, each packed by itself with
 * its length before it, until that length is reached.
 */
abstract class CodecBlocks extends Pieces {

    private CodecBlocks(InputStream in) {
        super(in);
    }

    static CodecBlocks ofSnappy(InputStream in) {
        return new CodecBlocks(in) {
            @Override
            int unpackedLength(byte[] chunk, int most) throws IOException {
                return Snappy.isValidCompressedBuffer(chunk) ? Snappy.uncompressedLength(chunk) : -1;
            }
        };
    }

    static CodecBlocks ofLz4(InputStream in) {
        return new CodecBlocks(in) {
            @Override
            int unpackedLength(byte[] chunk, int most) {
                ByteBuffer unpacked = ByteBuffer.allocate(most);
                LZ4Factory.fastestInstance().safeDecompressor().decompress(ByteBuffer.wrap(chunk), unpacked);
                return unpacked.position();
            }
        };
    }

    /** How many bytes there are in a chunk, unpacked. */
    abstract int unpackedLength(byte[] chunk, int most) throws IOException;

    @Override
    void piece() throws IOException {
        int left = length(readInt());
        while (left > 0) {
            byte[] chunk = bytes(readInt());
            int unpacked;
            try {
                unpacked = unpackedLength(chunk, left);
            } catch (RuntimeException e) {
                throw noPiece(e.toString());
            }
            if (unpacked <= 0 || unpacked > left) {
                throw noPiece("no chunk");
            }
            left -= unpacked;
        }
    }
}
