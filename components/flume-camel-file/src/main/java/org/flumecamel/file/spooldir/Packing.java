/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** How a file is packed, by the ending of its name. */
enum Packing {

    NONE(null) {
        @Override
        InputStream unpack(InputStream in) {
            return in;
        }
    },
    GZIP(".gz") {
        @Override
        InputStream unpack(InputStream in) throws IOException {
            return new GzipMembers(in);
        }
    },
    BZIP2(".bz2") {
        @Override
        InputStream unpack(InputStream in) throws IOException {
            return new BZip2CompressorInputStream(new BufferedInputStream(in), true);
        }
    },
    ZSTD(".zst") {
        @Override
        InputStream unpack(InputStream in) throws IOException {
            try {
                return new ZstdCompressorInputStream(in);
            } catch (NoClassDefFoundError e) {
                throw new IOException("it cannot be unpacked without com.github.luben:zstd-jni on the class path", e);
            }
        }
    };

    private final String ending;

    Packing(String ending) {
        this.ending = ending;
    }

    static Packing of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Packing packing : values()) {
            if (packing.ending != null && lower.endsWith(packing.ending)) {
                return packing;
            }
        }
        return NONE;
    }

    /** What is in a packed stream. What was packed in several parts is unpacked as one. */
    abstract InputStream unpack(InputStream in) throws IOException;
}
