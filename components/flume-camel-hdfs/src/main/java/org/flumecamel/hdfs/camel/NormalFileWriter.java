/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;
import java.io.InputStream;

import org.apache.camel.Exchange;
import org.apache.hadoop.fs.FSDataOutputStream;

/** Writes bodies into a file, and nothing else. */
final class NormalFileWriter implements MessageWriter {

    private final FSDataOutputStream out;

    NormalFileWriter(FSDataOutputStream out) {
        this.out = out;
    }

    @Override
    public void write(Exchange exchange) throws Exception {
        try (InputStream body = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            body.transferTo(out);
        }
    }

    @Override
    public long length() {
        return out.getPos();
    }

    @Override
    public void flush() throws IOException {
        out.hflush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
