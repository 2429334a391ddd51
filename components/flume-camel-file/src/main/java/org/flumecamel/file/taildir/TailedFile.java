/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

import org.flumecamel.core.Headers;
import org.flumecamel.file.journal.FileIdentity;
import org.flumecamel.file.journal.FileStat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file that is tailed, whatever its names were. It is recognised by device and inode, and because inodes are used
 * again and files are written anew in place, also by its first bytes and by those right before the position.
 * <p>
 * The source's thread reads and owns the read state. Name, saved state and whether it is open may be read by any thread.
 * A random access file is used rather than a channel, because an interrupt would close a channel, and a file that was
 * deleted in the meantime could not be opened again.
 */
final class TailedFile {

    /** How many bytes the fingerprint has at most. */
    static final int FINGERPRINT = 1024;
    /** How many bytes before the position are remembered at most. */
    static final int ANCHOR = 256;

    private static final Logger LOG = LoggerFactory.getLogger(TailedFile.class);

    private final FileIdentity identity;
    private final FileGroup group;
    private final long home;
    private final Headers headers;
    private final Serials serials;
    private volatile Path path;
    private volatile boolean astray;
    private volatile long lostAt;
    private volatile RandomAccessFile handle;

    private long generation;
    private long limit = Long.MAX_VALUE;
    private long position;
    private long scanned;
    private int piece;
    private Imprint anchor = Imprint.NONE;
    private long grownAt = System.nanoTime();
    private long verifiedVersion = Long.MIN_VALUE;
    private boolean complained;
    private long retryAt;

    private volatile Imprint fingerprint = Imprint.NONE;
    private Mark saved;

    /** @param start where to begin; its file is not looked at */
    TailedFile(FileIdentity identity, FileGroup group, Path path, Headers headers, Serials serials, PositionRecord start) {
        this.identity = identity;
        this.group = group;
        this.home = group.device();
        this.path = path;
        this.headers = headers;
        this.serials = serials;
        this.generation = start.generation() == 0 ? serials.next() : start.generation();
        this.position = start.position();
        this.scanned = position;
        this.anchor = start.anchor();
        this.piece = start.piece();
        this.fingerprint = start.fingerprint();
        this.saved = mark();
    }

    FileIdentity identity() {
        return identity;
    }

    FileGroup group() {
        return group;
    }

    /** The device its directory was on when it was found. */
    long home() {
        return home;
    }

    Headers headers() {
        return headers;
    }

    Path path() {
        return path;
    }

    /** Whether no matching name leads to the file any more. */
    boolean isAstray() {
        return astray;
    }

    /** A matching name leads to the file. */
    void foundAt(Path where) {
        path = where;
        astray = false;
    }

    /** No matching name leads to the file any more; it is read to its end if that is possible. */
    void lost() {
        if (!astray) {
            lostAt = System.nanoTime();
            astray = true;
        }
    }

    /** Whether no matching name leads to the file, and has not for some nanoseconds. */
    boolean isAstrayFor(long nanos) {
        return astray && System.nanoTime() - lostAt > nanos;
    }

    /** A name that does not match leads to the file. */
    void foundAstray(Path where) {
        path = where;
    }

    boolean isOpen() {
        return handle != null;
    }

    /**
     * Opens the file, if its path leads to it before and after.
     *
     * @return false if the path leads elsewhere
     */
    boolean open() throws IOException {
        if (!FileStat.leadsTo(path, identity)) {
            return false;
        }
        RandomAccessFile opened = new RandomAccessFile(path.toFile(), "r");
        if (!FileStat.leadsTo(path, identity)) {
            opened.close();
            return false;
        }
        handle = opened;
        return true;
    }

    void close() {
        RandomAccessFile open = handle;
        handle = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("{} was not closed properly", path, e);
            }
        }
    }

    /** Its length, or where it is to look as if it ended. */
    long size() throws IOException {
        return Math.min(handle.length(), limit);
    }

    /** From now on the file looks as if it ended here; {@code Long.MAX_VALUE} ends that. */
    void endAt(long offset) {
        limit = offset;
    }

    /** Reads bytes of the open file; fewer only at its end. */
    int read(long from, byte[] into, int length) throws IOException {
        handle.seek(from);
        int count = 0;
        while (count < length) {
            int n = handle.read(into, count, length - count);
            if (n < 0) {
                break;
            }
            count += n;
        }
        return count;
    }

    /** Offset of the first byte that was not given out. */
    long position() {
        return position;
    }

    /** Offset up to which no line end was found behind the position. */
    long scanned() {
        return scanned;
    }

    void scannedTo(long offset) {
        if (offset != scanned) {
            scanned = offset;
            grew();
        }
    }

    /** The end of the line at the position is to be looked for again. */
    void rescan() {
        scanned = position;
    }

    int piece() {
        return piece;
    }

    Imprint anchor() {
        return anchor;
    }

    /** What comes before an offset was given out, up to the piece of a line; the bytes before it are in the array. */
    void advance(long offset, int nowPiece, byte[] bytes, int end) {
        int length = (int) Math.min(Math.min(ANCHOR, end), offset);
        advance(offset, nowPiece, Imprint.of(bytes, end - length, length));
    }

    /** What comes before an offset was given out, up to the piece of a line. */
    void advance(long offset, int nowPiece) throws IOException {
        byte[] bytes = new byte[(int) Math.min(ANCHOR, offset)];
        int count = read(offset - bytes.length, bytes, bytes.length);
        advance(offset, nowPiece, count == bytes.length ? Imprint.of(bytes, 0, count) : Imprint.NONE);
    }

    private void advance(long offset, int nowPiece, Imprint before) {
        position = offset;
        scanned = Math.max(scanned, offset);
        piece = nowPiece;
        anchor = before;
        grew();
    }

    private void grew() {
        grownAt = System.nanoTime();
    }

    /** Takes the fingerprint again of more bytes, as long as it is not complete. */
    void growFingerprint() throws IOException {
        int length = (int) Math.min(FINGERPRINT, position);
        if (fingerprint.length() < length) {
            byte[] bytes = new byte[length];
            if (read(0, bytes, length) == length) {
                fingerprint = Imprint.of(bytes, 0, length);
            }
        }
    }

    /** Whether the open file still holds what was read of it. */
    boolean isVerified() throws IOException {
        if (size() < position) {
            return false;
        }
        byte[] bytes = new byte[Math.max(fingerprint.length(), anchor.length())];
        return read(0, bytes, fingerprint.length()) == fingerprint.length() && fingerprint.matches(bytes, 0)
               && read(position - anchor.length(), bytes, anchor.length()) == anchor.length() && anchor.matches(bytes, 0);
    }

    /** The number of the file from its beginning: another one each time it holds something new. */
    long generation() {
        return generation;
    }

    /**
     * Goes back to a mark. What was read since was not what it should be: what is read now is another generation, so that it
     * is not taken for what was read at the same place before.
     */
    void goBack(Mark mark) {
        position = mark.position();
        scanned = position;
        piece = mark.piece();
        anchor = mark.anchor();
        synchronized (this) {
            boolean settledHere = saved.generation() == generation;
            generation = serials.nextGeneration();
            saved = settledHere ? new Mark(this, generation, saved.position(), saved.anchor(), saved.piece()) : mark();
        }
    }

    /**
     * The file holds something new from its beginning: what comes now is another generation. What was sent of the old one
     * and is not settled yet no longer moves the position.
     */
    void restart(String why) {
        LOG.info("{} {}; it is read from its beginning ({} bytes of what was there before were read)", path, why, position);
        position = 0;
        scanned = 0;
        piece = LinePiece.NONE;
        anchor = Imprint.NONE;
        fingerprint = Imprint.NONE;
        grew();
        synchronized (this) {
            generation = serials.nextGeneration();
            saved = mark();
        }
    }

    /** How long nothing was read, in nanoseconds. */
    long idleNanos(long now) {
        return now - grownAt;
    }

    /** Whether this time stamp was seen when the content was last compared; notes it. */
    boolean isKnownVersion(long lastModified) {
        boolean known = lastModified == verifiedVersion;
        verifiedVersion = lastModified;
        return known;
    }

    /** Something went wrong: the file rests for some nanoseconds. Returns whether it went well before. */
    boolean failed(long rest) {
        boolean first = !complained;
        complained = true;
        retryAt = System.nanoTime() + rest;
        return first;
    }

    /** Whether something went wrong a short time ago. */
    boolean isResting(long nanoTime) {
        return complained && nanoTime - retryAt < 0;
    }

    void recovered() {
        complained = false;
    }

    /** Whether something went wrong when it was last used. */
    boolean hasFailed() {
        return complained;
    }

    /** Where the file stands now. */
    Mark mark() {
        return new Mark(this, generation, position, anchor, piece);
    }

    /** All that was sent up to a mark is settled. Any thread. */
    synchronized void settled(Mark mark) {
        if (mark.generation() == generation) {
            saved = mark;
        }
    }

    /** Whether everything that was given out is settled. */
    synchronized boolean isSettled() {
        return saved.generation() == generation && saved.position() == position;
    }

    /** What is to be saved of the file. Any thread. */
    synchronized PositionRecord record() {
        // a fingerprint longer than what is settled would not be wrong, but it would have to be read to be compared
        return new PositionRecord(identity.inode(), saved.position(), path.toString(), identity.device(), generation,
                fingerprint, saved.anchor(), saved.piece());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
