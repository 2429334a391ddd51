/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.apache.hadoop.io.compress.CompressionCodec;
import org.flumecamel.core.path.FileEnding;
import org.flumecamel.core.serializer.SerializedEnding;

/** The endings of files that Hadoop's formats and codecs make. */
public enum HadoopEnding implements FileEnding {

    /** Records or blocks of records. */
    SEQUENCE_FILE(null) {
        @Override
        public long wholeLength(InputStream in) throws IOException {
            return new SequenceFileRecords(in).wholeLength();
        }
    },

    /** Members of gzip. */
    GZIP(".gz") {
        @Override
        public long wholeLength(InputStream in) throws IOException {
            return DeflatedMembers.ofGzip(in).wholeLength();
        }
    },

    /** Streams of zlib. */
    DEFLATE(".deflate") {
        @Override
        public long wholeLength(InputStream in) throws IOException {
            return DeflatedMembers.ofZlib(in).wholeLength();
        }
    },

    /** Streams of bzip2. */
    BZIP2(".bz2") {
        @Override
        public long wholeLength(InputStream in) throws IOException {
            return Bzip2Streams.wholeLength(in);
        }
    },

    /** Frames of Zstandard. */
    ZSTD(".zst") {
        @Override
        public long wholeLength(InputStream in) throws IOException {
            return new ZstdFrames(in).wholeLength();
        }
    },

    /** Hadoop's blocks of snappy. */
    SNAPPY(".snappy") {
        @Override
        public long wholeLength(InputStream in) throws IOException {
            return CodecBlocks.ofSnappy(in).wholeLength();
        }
    },

    /** Hadoop's blocks of LZ4. */
    LZ4(".lz4") {
        @Override
        public long wholeLength(InputStream in) throws IOException {
            return CodecBlocks.ofLz4(in).wholeLength();
        }
    };

    private final String extension;

    HadoopEnding(String extension) {
        this.extension = extension;
    }

    /** The ending of files that a codec writes. */
    static FileEnding of(CompressionCodec codec) {
        return Arrays.stream(values()).filter(ending -> codec.getDefaultExtension().equals(ending.extension))
            .map(FileEnding.class::cast).findFirst().orElse(SerializedEnding.UNKNOWN);
    }

    /** The ending of a name, one of a serializer included; that of unknown files if there is none. */
    public static FileEnding named(String name) {
        return Arrays.stream(values()).filter(ending -> ending.name().equals(name)).map(FileEnding.class::cast).findFirst()
            .orElseGet(() -> SerializedEnding.named(name));
    }
}
