/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.apache.hadoop.io.compress.ZStandardCodec;

/**
 * Names Hadoop's codec in the header of a sequence file that is written with ours, so that everybody can read it. The writer
 * flushes the header by itself before anything else.
 */
final class StandardCodecName extends FilterOutputStream {

    private ByteArrayOutputStream header = new ByteArrayOutputStream();

    StandardCodecName(OutputStream out) {
        super(out);
    }

    /** A name as it stands in the header: its length, below 128, and its letters. */
    private static String entry(Class<?> codec) {
        return (char) codec.getName().length() + codec.getName();
    }

    @Override
    public void write(int b) throws IOException {
        (header == null ? out : header).write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        (header == null ? out : header).write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (header != null) {
            String named = header.toString(StandardCharsets.ISO_8859_1)
                .replace(entry(ZstdCodec.class), entry(ZStandardCodec.class));
            header = null;
            out.write(named.getBytes(StandardCharsets.ISO_8859_1));
        }
        out.flush();
    }
}
