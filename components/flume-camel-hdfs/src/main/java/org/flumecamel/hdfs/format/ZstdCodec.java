/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.apache.hadoop.io.compress.Compressor;
import org.apache.hadoop.io.compress.CompressorStream;
import org.apache.hadoop.io.compress.Decompressor;

/**
 * Zstandard by zstd-jni, in frames that every tool and Hadoop's {@code ZStandardCodec} read. That one needs Hadoop's native
 * library, which the client does not bring. Level 3, with checksums.
 */
public class ZstdCodec implements CompressionCodec {

    private static final int BUFFER = 64 * 1024;

    @Override
    public CompressionOutputStream createOutputStream(OutputStream out) throws IOException {
        return createOutputStream(out, createCompressor());
    }

    @Override
    public CompressionOutputStream createOutputStream(OutputStream out, Compressor compressor) {
        return new CompressorStream(out, compressor, BUFFER);
    }

    @Override
    public Class<? extends Compressor> getCompressorType() {
        return ZstdCompressor.class;
    }

    @Override
    public Compressor createCompressor() {
        return new ZstdCompressor();
    }

    @Override
    public CompressionInputStream createInputStream(InputStream in) throws IOException {
        return new ZstdReader(in);
    }

    @Override
    public CompressionInputStream createInputStream(InputStream in, Decompressor decompressor) throws IOException {
        return createInputStream(in);
    }

    /** None: the stream does it all. */
    @Override
    public Class<? extends Decompressor> getDecompressorType() {
        return null;
    }

    /** None: the stream does it all. */
    @Override
    public Decompressor createDecompressor() {
        return null;
    }

    @Override
    public String getDefaultExtension() {
        return ".zst";
    }
}
