/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * What is in a gzip file, in all its members. What follows the last one is an error, but only behind all that is in the
 * members: the library's own way to read several drops what it has unpacked when it comes to something else.
 */
final class GzipMembers extends InputStream {

    private final BufferedInputStream packed;
    private InputStream member;

    GzipMembers(InputStream packed) throws IOException {
        // its buffer is not smaller than the one of a member, which gives back what it has read too much
        this.packed = new BufferedInputStream(packed, 16 * 1024);
        this.member = open();
    }

    private InputStream open() throws IOException {
        return GzipCompressorInputStream.builder().setInputStream(packed).setDecompressConcatenated(false).get();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = member.read(into, from, length);
        while (count < 0 && isMore()) {
            member = open();
            count = member.read(into, from, length);
        }
        return count;
    }

    private boolean isMore() throws IOException {
        packed.mark(1);
        boolean more = packed.read() >= 0;
        packed.reset();
        return more;
    }
}
