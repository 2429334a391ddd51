/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * What is in one file, for a deserializer. The file is open from the beginning, so that it stays the same one whatever its
 * name leads to. Used by one thread.
 */
public final class SpoolContent implements Closeable {

    /** So many bytes may be unpacked of anything, whatever the ratio is. */
    private static final long HARMLESS = 16 << 20;

    /** So much is unpacked at a time: when that fails, it is what is not given out though it could be. */
    private static final int PIECE = 4096;

    private final Path path;
    private final Packing packing;
    private final int maxUnpackRatio;
    private final RandomAccessFile file;
    private final long size;

    /** @throws FileAccessException if it cannot be opened, or is not there */
    SpoolContent(Path path, Packing packing, int maxUnpackRatio) throws IOException {
        this.path = path;
        this.packing = packing;
        this.maxUnpackRatio = maxUnpackRatio;
        try {
            file = new RandomAccessFile(path.toFile(), "r");
        } catch (IOException e) {
            throw new FileAccessException(e);
        }
        size = file.length();
    }

    /** Its name. It may lead elsewhere meanwhile. */
    public Path path() {
        return path;
    }

    /** How many bytes the file had when it was opened, as it is on disk. */
    public long size() {
        return size;
    }

    /**
     * Its bytes, unpacked, from an offset on. A stream that was given out before is not to be read any more.
     *
     * @throws EOFException if there are not so many
     */
    public InputStream stream(long from) throws IOException {
        if (packing == Packing.NONE) {
            seek(from);
            return new Raw();
        }
        seek(0);
        InputStream unpacked = new Guarded(packing.unpack(new Raw()));
        unpacked.skipNBytes(from);
        return unpacked;
    }

    /** Moves to an offset of the file as it is on disk. */
    void seek(long offset) throws IOException {
        if (offset > size) {
            throw new EOFException("it ends before offset " + offset);
        }
        try {
            file.seek(offset);
        } catch (IOException e) {
            throw new FileAccessException(e);
        }
    }

    /** The offset in the file as it is on disk. */
    long tell() throws IOException {
        try {
            return file.getFilePointer();
        } catch (IOException e) {
            throw new FileAccessException(e);
        }
    }

    /** Reads bytes of the file as it is on disk. */
    int read(byte[] into, int from, int length) throws IOException {
        try {
            return file.read(into, from, length);
        } catch (IOException e) {
            throw new FileAccessException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The file as it is on disk. */
    private final class Raw extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return SpoolContent.this.read(into, from, length);
        }
    }

    /** Refuses to unpack a file that holds much more than any text does. */
    private final class Guarded extends FilterInputStream {

        private long count;

        Guarded(InputStream unpacked) {
            super(unpacked);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, Math.min(length, PIECE));
            count += Math.max(0, read);
            if (count > HARMLESS && count / maxUnpackRatio > tell()) {
                throw new IOException("it holds more than maxUnpackRatio=" + maxUnpackRatio + " times its size: " + count
                                      + " bytes in its first " + tell());
            }
            return read;
        }

        @Override
        public long skip(long n) throws IOException {
            byte[] dropped = new byte[(int) Math.min(n, 64 * 1024)];
            return Math.max(0, read(dropped, 0, dropped.length));
        }
    }
}
