/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import com.github.luben.zstd.Zstd;
import net.jpountz.lz4.LZ4Factory;

/** How the events of a message are compressed. The codes are part of the wire format. */
enum Compression {

    NONE {
        @Override
        int compress(byte[] raw, int length, byte[] out, int at) {
            System.arraycopy(raw, 0, out, at, length);
            return length;
        }

        @Override
        int bound(int length) {
            return length;
        }

        @Override
        int decompress(byte[] array, int offset, int length, byte[] raw) {
            System.arraycopy(array, offset, raw, 0, Math.min(length, raw.length));
            return length;
        }
    },

    LZ4 {
        @Override
        int compress(byte[] raw, int length, byte[] out, int at) {
            return LZ4Factory.fastestInstance().fastCompressor().compress(raw, 0, length, out, at, out.length - at);
        }

        @Override
        int bound(int length) {
            return LZ4Factory.fastestInstance().fastCompressor().maxCompressedLength(length);
        }

        @Override
        int decompress(byte[] array, int offset, int length, byte[] raw) {
            return LZ4Factory.fastestInstance().safeDecompressor().decompress(array, offset, length, raw, 0, raw.length);
        }
    },

    ZSTD {
        @Override
        int compress(byte[] raw, int length, byte[] out, int at) {
            return checked(Zstd.compressByteArray(out, at, out.length - at, raw, 0, length, Zstd.defaultCompressionLevel()));
        }

        @Override
        int bound(int length) {
            return checked(Zstd.compressBound(length));
        }

        @Override
        int decompress(byte[] array, int offset, int length, byte[] raw) {
            return checked(Zstd.decompressByteArray(raw, 0, raw.length, array, offset, length));
        }

        private static int checked(long result) {
            if (Zstd.isError(result) || result > Integer.MAX_VALUE) {
                throw new IllegalStateException("zstd: " + Zstd.getErrorName(result));
            }
            return (int) result;
        }
    };

    private static final Compression[] BY_CODE = values();

    /** The code in an envelope. */
    int code() {
        return ordinal();
    }

    /** The compression of a code, or null if there is none. */
    static Compression of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /**
     * The compression an option names.
     *
     * @param name null for none
     */
    static Compression named(String name) {
        if (name == null) {
            return NONE;
        }
        return Arrays.stream(BY_CODE).filter(one -> one.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "compression must be one of " + Arrays.stream(BY_CODE).map(one -> one.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")) + ", not " + name));
    }

    /** How many bytes it makes of some bytes at most. */
    abstract int bound(int length);

    /** Compresses the first bytes of an array; returns how many bytes it has written. */
    abstract int compress(byte[] raw, int length, byte[] out, int at);

    /**
     * Decompresses into an array that is exactly large enough; returns how many bytes there were.
     *
     * @throws RuntimeException if the input is damaged, or needs more room than there is
     */
    abstract int decompress(byte[] array, int offset, int length, byte[] raw);
}
