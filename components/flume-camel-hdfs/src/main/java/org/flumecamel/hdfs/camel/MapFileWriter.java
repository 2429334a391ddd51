/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;

import org.apache.camel.Exchange;
import org.apache.hadoop.io.ArrayFile;
import org.apache.hadoop.io.MapFile;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableComparable;

/** Writes records into a map file, whose keys ascend, or into an array file, whose keys are numbers of its own. */
final class MapFileWriter implements MessageWriter {

    private final CamelHdfsEndpoint options;
    private final MapFile.Writer writer;
    private long length;

    MapFileWriter(CamelHdfsEndpoint options, MapFile.Writer writer) {
        this.options = options;
        this.writer = writer;
    }

    @Override
    public void write(Exchange exchange) throws Exception {
        Writable value = options.getValueType().writable(exchange.getMessage().getBody(), exchange);
        if (writer instanceof ArrayFile.Writer array) {
            array.append(value);
        } else {
            writer.append((WritableComparable<?>) options.getKeyType()
                    .writable(exchange.getMessage().getHeader(CamelHdfsConstants.KEY), exchange), value);
        }
        byte[] bytes = exchange.getMessage().getBody(byte[].class);
        length += bytes == null ? 0 : bytes.length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void flush() {
        // the library has no way to do that
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
