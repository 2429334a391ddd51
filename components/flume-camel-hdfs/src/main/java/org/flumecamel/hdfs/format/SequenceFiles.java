/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.SequenceFile.Writer;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.FileEnding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hadoop's sequence files (Flume SNK-HDFS-B6), with a codec compressed by blocks. Each flush ends a block, or sets a mark
 * where there are no blocks.
 *
 * @param codec null for none
 */
record SequenceFiles(SequenceFileSerializer serializer, CompressionCodec codec, Configuration configuration)
    implements FileFormat {

    private static final Logger LOG = LoggerFactory.getLogger(SequenceFiles.class);

    private static final int BUFFER = 64 * 1024;

    @Override
    public FileBody open(FSDataOutputStream out) throws IOException {
        return new Body(out);
    }

    @Override
    public String extension() {
        return codec == null ? "" : codec.getDefaultExtension();
    }

    @Override
    public FileEnding ending() {
        return HadoopEnding.SEQUENCE_FILE;
    }

    /** One file. */
    private final class Body implements FileBody {

        private final DetachableStream file;
        private final FSDataOutputStream buffer;
        private final Writer writer;
        private final SequenceFileSerializer.Pairs pairs;
        private final SequenceFileSerializer.OfFile events = serializer.newFile();
        private boolean released;

        Body(FSDataOutputStream out) throws IOException {
            file = new DetachableStream(out);
            OutputStream named = codec instanceof ZstdCodec ? new StandardCodecName(file) : file;
            buffer = new FSDataOutputStream(new BufferedOutputStream(named, BUFFER), null);
            writer = SequenceFile.createWriter(configuration, Writer.stream(buffer), Writer.keyClass(serializer.keyClass()),
                Writer.valueClass(serializer.valueClass()),
                Writer.compression(codec == null ? CompressionType.NONE : CompressionType.BLOCK, codec));
            pairs = writer::append;
        }

        @Override
        public void append(EventBatch batch) throws IOException {
            for (Event event : batch) {
                events.write(event, pairs);
            }
        }

        @Override
        public void flush() throws IOException {
            writer.sync();
            buffer.flush();
        }

        @Override
        public void finish() throws IOException {
            flush();
        }

        @Override
        public void release() {
            if (released) {
                return;
            }
            released = true;
            file.detach();
            try {
                writer.close();
            } catch (IOException | RuntimeException e) {
                LOG.debug("The writer of a sequence file that has failed is not closed properly", e);
            }
        }
    }
}
