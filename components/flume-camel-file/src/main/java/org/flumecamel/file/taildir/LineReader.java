/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.util.Arrays;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;
import org.flumecamel.file.journal.Newlines;

/**
 * Makes events of the lines of a file: a line feed ends a line, one carriage return before it is stripped, everything else
 * goes through byte for byte (Flume SRC-TAILDIR-B3).
 * <p>
 * Lines are slices of the block they were read in. A block begins a little before the position, so that each read also
 * proves that the file is still the one that was read before. Of a line that does not end in its block only the place is
 * remembered, not the bytes: memory does not grow with the number of files or the length of lines.
 * <p>
 * Used by the source's thread only.
 */
final class LineReader {

    /** How a turn at a file has ended. */
    enum Turn {
        /** There is nothing more to be read now. */
        DRAINED,
        /** There is more; it is another file's turn. */
        MORE,
        /** The turn was broken off to look for new files; it goes on. */
        PAUSED,
        /** The source is to stop. */
        STOPPED
    }

    /** How many bytes are read at a time at most, not counting those that are compared. */
    static final int BLOCK = 256 * 1024;
    /** Less than this is read into an array that is used again, and only complete lines are copied out of it. */
    private static final int SMALL = 8 * 1024;
    private static final int SCAN = 64 * 1024;
    /** How long one file is read before new files are looked for, in nanoseconds. */
    private static final long SLICE = 100_000_000;

    private final BatchCutter out;
    private final LineEvents events;
    private final int maxEventBytes;
    private final long maxBatchCount;
    private final int block;
    private final boolean plain;
    private final byte[] small = new byte[SMALL];
    private byte[] scan;
    private long firstCut;
    private long deadline;
    private long now;

    /**
     * @param batchSize     the most events of a batch, to read no more ahead than a turn may send
     * @param maxBatchCount the most batches of a turn
     * @param plain         whether all events of a file have the same headers
     */
    LineReader(BatchCutter out, LineEvents events, int batchSize, long maxBatchCount, boolean plain) {
        this.out = out;
        this.events = events;
        this.maxEventBytes = events.maxEventBytes();
        this.maxBatchCount = maxBatchCount;
        this.plain = plain;
        long turn = maxBatchCount > BLOCK ? BLOCK : maxBatchCount * batchSize * 512;
        this.block = (int) Math.max(SMALL, Math.min(BLOCK, turn));
    }

    /** Reads an open file until it is drained or its turn is over. */
    Turn read(TailedFile file) throws IOException, InterruptedException {
        firstCut = out.cuts();
        out.begin(file);
        deadline = System.nanoTime() + SLICE;
        try {
            Turn turn;
            do {
                turn = step(file);
            } while (turn == null);
            file.growFingerprint();
            return turn;
        } finally {
            out.mark(file);
        }
    }

    /** One block; null if the turn goes on. */
    private Turn step(TailedFile file) throws IOException, InterruptedException {
        long size = file.size();
        if (size < file.scanned()) {
            shrunk(file, size);
            return null;
        }
        if (file.scanned() == size) {
            return Turn.DRAINED;
        }
        if (System.nanoTime() > deadline) {
            return Turn.PAUSED;
        }
        now = System.currentTimeMillis();
        if (file.piece() == LinePiece.SKIPPING) {
            return skip(file, size);
        }
        return file.scanned() - file.position() >= block ? longLine(file, size) : block(file, size);
    }

    private void shrunk(TailedFile file, long size) throws IOException {
        if (size >= file.position() && file.isVerified()) {
            file.rescan();
        } else {
            restart(file, "was truncated to " + size + " bytes");
        }
    }

    private void restart(TailedFile file, String why) {
        out.mark(file);
        out.seal();
        file.restart(why);
        out.begin(file);
    }

    private Turn block(TailedFile file, long size) throws IOException, InterruptedException {
        long position = file.position();
        int lead = file.anchor().length();
        int want = lead + (int) Math.min(size - position, block);
        boolean copying = want <= SMALL;
        byte[] bytes = copying ? small : new byte[want];
        int end = file.read(position - lead, bytes, want);
        if (end < lead || !file.anchor().matches(bytes, 0)) {
            restart(file, "was written anew");
            return null;
        }
        int at = lead + (int) (file.scanned() - position);
        if (end < at) {
            return null;
        }
        byte[] slices = bytes;
        if (copying) {
            slices = Arrays.copyOfRange(bytes, lead, Math.max(lead, Newlines.last(bytes, at, end) + 1));
        }
        return lines(file, new Block(bytes, lead, at, end, position - lead, slices, copying ? lead : 0), size);
    }

    /**
     * Bytes of a file.
     *
     * @param start  where the line at the position starts in the bytes
     * @param at     where to look for its end
     * @param end    behind the last byte
     * @param offset what to add to an index to get an offset in the file
     * @param slices what events are slices of: the same bytes from {@code shift} on, to the end of the last line
     */
    private record Block(byte[] bytes, int start, int at, int end, long offset, byte[] slices, int shift) {
    }

    private Turn lines(TailedFile file, Block block, long size) throws IOException, InterruptedException {
        byte[] bytes = block.bytes();
        int start = block.start();
        int newline = Newlines.first(bytes, block.at(), block.end());
        while (newline >= 0) {
            int length = newline - start;
            if (length > 0 && bytes[newline - 1] == '\r') {
                length--;
            }
            if (length > maxEventBytes || file.piece() != LinePiece.NONE) {
                advance(file, block, start, file.piece());
                if (!events.line(file, block.slices(), start - block.shift(), length, now)) {
                    return Turn.STOPPED;
                }
                advance(file, block, newline + 1, LinePiece.NONE);
            } else {
                if (!out.hasRoomFor(length)) {
                    advance(file, block, start, LinePiece.NONE);
                    Turn over = cut(file);
                    if (over != null) {
                        return over;
                    }
                }
                Headers headers = plain ? file.headers() : events.headers(file, block.offset() + start, length);
                out.add(Event.slice(headers, block.slices(), start - block.shift(), length, out.ordinal(), now));
            }
            start = newline + 1;
            newline = Newlines.first(bytes, start, block.end());
        }
        if (start > block.start()) {
            advance(file, block, start, file.piece());
        }
        return rest(file, block, start, size);
    }

    private static void advance(TailedFile file, Block block, int to, int piece) {
        file.advance(block.offset() + to, piece, block.bytes(), to);
    }

    /** Sends the batch. Null if the turn goes on. */
    private Turn cut(TailedFile file) throws IOException, InterruptedException {
        file.growFingerprint();
        out.mark(file);
        if (!out.cut()) {
            return Turn.STOPPED;
        }
        if (out.cuts() - firstCut >= maxBatchCount) {
            return Turn.MORE;
        }
        return System.nanoTime() > deadline ? Turn.PAUSED : null;
    }

    /** What is behind the last line end is held back, unless the line is too long already. */
    private Turn rest(TailedFile file, Block block, int start, long size) throws IOException, InterruptedException {
        long behind = block.offset() + block.end();
        if (events.isTooLong(block.end() - start)) {
            if (events.isSplitting()) {
                if (!events.pieces(file, block.bytes(), start, block.end(), now)) {
                    return Turn.STOPPED;
                }
            } else if (behind >= size) {
                return truncate(file, block.bytes(), start, behind);
            }
        }
        // a line that began in this block is read again from its beginning with the next one
        if (behind >= size || start == block.start()) {
            file.scannedTo(Math.max(behind, file.scanned()));
        }
        return null;
    }

    private Turn truncate(TailedFile file, byte[] bytes, int start, long end) throws IOException, InterruptedException {
        if (!events.head(file, bytes, start, "unknown", now)) {
            return Turn.STOPPED;
        }
        file.advance(end, LinePiece.SKIPPING);
        return null;
    }

    /** A line longer than a block: its end is looked for first, then it is read at once. */
    private Turn longLine(TailedFile file, long size) throws IOException, InterruptedException {
        long position = file.position();
        long limit = events.isSplitting() ? Math.min(size, position + maxEventBytes + 2L) : size;
        long newline = scan(file, limit);
        if (newline < 0 && (file.scanned() < limit || !events.isTooLong(limit - position))) {
            return null;
        }
        long length = (newline < 0 ? limit : newline) - position;
        int lead = file.anchor().length();
        byte[] bytes = new byte[lead + (int) Math.min(length, maxEventBytes + 2L)];
        int end = file.read(position - lead, bytes, bytes.length);
        if (end < bytes.length || !file.anchor().matches(bytes, 0)) {
            restart(file, "was written anew");
            return null;
        }
        if (newline < 0) {
            return events.isSplitting() ? events.pieces(file, bytes, lead, end, now) ? null : Turn.STOPPED
                    : truncate(file, bytes, lead, limit);
        }
        if (lead + length == end && bytes[end - 1] == '\r') {
            length--;
        }
        if (!events.line(file, bytes, lead, length, now)) {
            return Turn.STOPPED;
        }
        file.advance(newline + 1, LinePiece.NONE);
        return null;
    }

    /** Drops what is there of a line whose beginning was given out. */
    private Turn skip(TailedFile file, long size) throws IOException {
        if (!file.isVerified()) {
            restart(file, "was written anew");
            return null;
        }
        long newline = scan(file, size);
        if (newline >= 0) {
            file.advance(newline + 1, LinePiece.NONE);
        } else {
            file.advance(file.scanned(), LinePiece.SKIPPING);
        }
        return null;
    }

    /** Looks for the end of the line at the position, for as long as the turn may take. Returns its offset or -1. */
    private long scan(TailedFile file, long limit) throws IOException {
        if (scan == null) {
            scan = new byte[SCAN];
        }
        while (file.scanned() < limit) {
            int count = file.read(file.scanned(), scan, (int) Math.min(SCAN, limit - file.scanned()));
            int newline = Newlines.first(scan, 0, count);
            if (newline >= 0) {
                return file.scanned() + newline;
            }
            file.scannedTo(file.scanned() + count);
            if (count == 0 || System.nanoTime() > deadline) {
                break;
            }
        }
        return -1;
    }

    /** Gives out what there is of a line that has not ended and has not grown for a while, as it is. */
    Turn ship(TailedFile file) throws IOException, InterruptedException {
        long length = file.scanned() - file.position();
        if (file.size() != file.scanned() || !file.isVerified()) {
            return Turn.MORE;
        }
        now = System.currentTimeMillis();
        out.begin(file);
        try {
            if (file.piece() != LinePiece.SKIPPING) {
                byte[] bytes = new byte[(int) length];
                if (file.read(file.position(), bytes, bytes.length) < length) {
                    return Turn.MORE;
                }
                if (!events.line(file, bytes, 0, length, now)) {
                    return Turn.STOPPED;
                }
                file.advance(file.scanned(), LinePiece.SHIPPED);
            }
            return Turn.DRAINED;
        } finally {
            out.mark(file);
        }
    }

    /** Gives out what is left up to the seeming end of a file as a piece of a line that is known to go on. */
    Turn piece(TailedFile file) throws IOException, InterruptedException {
        long length = file.size() - file.position();
        if (length > maxEventBytes) {
            return Turn.DRAINED;
        }
        now = System.currentTimeMillis();
        out.begin(file);
        try {
            byte[] bytes = new byte[(int) length];
            boolean whole = file.read(file.position(), bytes, bytes.length) == length;
            return !whole || events.piece(file, bytes, now) ? Turn.DRAINED : Turn.STOPPED;
        } finally {
            out.mark(file);
        }
    }
}
