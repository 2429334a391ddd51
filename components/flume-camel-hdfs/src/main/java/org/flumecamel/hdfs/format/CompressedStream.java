/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.compress.BlockCompressorStream;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.apache.hadoop.io.compress.Compressor;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.FileEnding;
import org.flumecamel.core.serializer.EventSerializers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of what the serializer writes, compressed. Each flush ends a member of the file (a gzip member, a zstd frame, a bzip2
 * stream, a block of snappy or LZ4), as Flume does: the file up to there is whole, whatever happens next.
 */
record CompressedStream(EventSerializers serializers, CompressionCodec codec, Configuration configuration)
    implements FileFormat {

    private static final Logger LOG = LoggerFactory.getLogger(CompressedStream.class);

    @Override
    public FileBody open(FSDataOutputStream out) throws IOException {
        return new Body(out);
    }

    @Override
    public String extension() {
        return codec.getDefaultExtension();
    }

    @Override
    public FileEnding ending() {
        return HadoopEnding.of(codec);
    }

    /** One file: serializer, buffer, compression, file. */
    private final class Body implements FileBody {

        private final DetachableStream file;
        private final Compressor compressor;
        private final CompressionOutputStream compressed;
        private final EventBuffer buffer = new EventBuffer();
        private final DataStream.Body body = new DataStream.Body(serializers.get(), buffer);
        private boolean inMember;
        private boolean ended;
        private boolean released;

        Body(FSDataOutputStream out) throws IOException {
            file = new DetachableStream(out);
            compressor = CodecPool.getCompressor(codec, configuration);
            compressed = codec.createOutputStream(file, compressor);
        }

        @Override
        public int fitting(EventBatch events) {
            return body.fitting(events);
        }

        @Override
        public void append(EventBatch events) throws IOException {
            body.append(events);
            compress();
        }

        /** In one piece, so that the blocks of snappy and LZ4 end where an event ends. */
        private void compress() throws IOException {
            if (buffer.size() == 0) {
                return;
            }
            if (ended) {
                compressed.resetState();
                ended = false;
            }
            inMember = true;
            buffer.drainTo(compressed);
        }

        @Override
        public void flush() throws IOException {
            body.flush();
            endMember();
        }

        @Override
        public void finish() throws IOException {
            body.finish();
            endMember();
        }

        private void endMember() throws IOException {
            compress();
            if (inMember) {
                if (!isBetweenBlocks()) {
                    compressed.finish();
                }
                inMember = false;
                ended = true;
            }
        }

        /** Hadoop writes large events as blocks of their own. To end an empty block behind them would end the whole file. */
        private boolean isBetweenBlocks() {
            return compressed instanceof BlockCompressorStream && compressor.getBytesRead() == 0;
        }

        @Override
        public void release() {
            if (released) {
                return;
            }
            released = true;
            file.detach();
            try {
                compressed.close();
            } catch (IOException | RuntimeException e) {
                LOG.debug("A compressor whose file has failed is not closed properly", e);
            }
            CodecPool.returnCompressor(compressor);
        }
    }
}
