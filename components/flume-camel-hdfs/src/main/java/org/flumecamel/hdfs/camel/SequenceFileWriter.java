/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;

import org.apache.camel.Exchange;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.SequenceFile;

/** Writes records of key and value into a sequence file. */
final class SequenceFileWriter implements MessageWriter {

    private final CamelHdfsEndpoint options;
    private final FSDataOutputStream out;
    private final SequenceFile.Writer writer;

    SequenceFileWriter(CamelHdfsEndpoint options, Configuration configuration, FSDataOutputStream out) throws IOException {
        this.options = options;
        this.out = out;
        this.writer = SequenceFile.createWriter(configuration, SequenceFile.Writer.stream(out),
                SequenceFile.Writer.keyClass(options.getKeyType().writableClass()),
                SequenceFile.Writer.valueClass(options.getValueType().writableClass()),
                SequenceFile.Writer.compression(options.getCompressionType(),
                        options.getCompressionCodec().codec(configuration)));
    }

    @Override
    public void write(Exchange exchange) throws Exception {
        writer.append(options.getKeyType().writable(exchange.getMessage().getHeader(CamelHdfsConstants.KEY), exchange),
                options.getValueType().writable(exchange.getMessage().getBody(), exchange));
    }

    @Override
    public long length() throws IOException {
        return writer.getLength();
    }

    @Override
    public void flush() throws IOException {
        if (options.getCompressionType() == SequenceFile.CompressionType.BLOCK) {
            // it keeps the records of a block in memory until then
            writer.sync();
        }
        out.hflush();
    }

    /** The writer leaves a stream that it was given open. */
    @Override
    public void close() throws IOException {
        try (out) {
            writer.close();
        }
    }
}
