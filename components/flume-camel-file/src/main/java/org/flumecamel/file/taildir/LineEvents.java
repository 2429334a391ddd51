/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.util.Arrays;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;

/**
 * Makes events of lines that are not one event each: lines too long for one, and lines of which a part was given out
 * already. Used by the source's thread only.
 */
final class LineEvents {

    /** Header with the number of a piece of a split line, from 0. */
    static final String SPLIT = "flume.split";
    /** Header with the length of the line that an event is the beginning of, in bytes, or {@code unknown}. */
    static final String TRUNCATED = "flume.truncated";
    /** Header with the offset of the event's first byte in its file (Flume SRC-TAILDIR-O5). */
    static final String BYTE_OFFSET = "byteoffset";

    /** Takes the beginnings of lines that are too long; returns when they are safe. */
    interface DeadLetter {
        void send(TailedFile file, Event head, String length) throws DeadLetterException;
    }

    private final BatchCutter out;
    private final int maxEventBytes;
    private final Oversize oversize;
    private final boolean byteOffsetHeader;
    private final EventIds ids;
    private final DeadLetter deadLetter;

    /** @param ids stamps the events, or null */
    LineEvents(BatchCutter out, int maxEventBytes, Oversize oversize, boolean byteOffsetHeader, EventIds ids,
               DeadLetter deadLetter) {
        this.out = out;
        this.maxEventBytes = maxEventBytes;
        this.oversize = oversize;
        this.byteOffsetHeader = byteOffsetHeader;
        this.ids = ids;
        this.deadLetter = deadLetter;
    }

    int maxEventBytes() {
        return maxEventBytes;
    }

    boolean isSplitting() {
        return oversize == Oversize.SPLIT;
    }

    /** Whether so many bytes without a line end are more than one event, even if the last one is a carriage return. */
    boolean isTooLong(long length) {
        return length > maxEventBytes + 1L;
    }

    Headers headers(TailedFile file, long offset, int length) {
        Headers headers = byteOffsetHeader ? file.headers().with(BYTE_OFFSET, Long.toString(offset)) : file.headers();
        return ids == null ? headers : ids.stamp(headers, file, offset, length);
    }

    /**
     * Gives out the line at a file's position, or the rest of it. The file is advanced behind the pieces of a split line
     * only.
     *
     * @param  bytes  its content, without line end; of a line that is too long and not split at least the beginning
     * @param  length the length of its content in the file
     * @return        false if the source is to stop
     */
    boolean line(TailedFile file, byte[] bytes, int from, long length, long now)
        throws InterruptedException, DeadLetterException {
        if (length == 0 && file.piece() != LinePiece.NONE) {
            return true;
        }
        if (length <= maxEventBytes) {
            Headers headers = headers(file, file.position(), (int) length);
            return room(file, (int) length) && add(
                    file.piece() > 0 ? headers.with(SPLIT, Integer.toString(file.piece())) : headers, bytes, from, (int) length,
                    now);
        }
        if (!isSplitting()) {
            return head(file, bytes, from, Long.toString(length), now);
        }
        int number = Math.max(0, file.piece());
        for (int at = 0; at < length; at += maxEventBytes) {
            int part = (int) Math.min(maxEventBytes, length - at);
            if (!piece(file, bytes, from + at, part, number++, now)) {
                return false;
            }
            file.advance(file.position() + part, number, bytes, from + at + part);
        }
        return true;
    }

    /**
     * Gives out the pieces of a line that has not ended and is too long already, and advances the file behind each.
     *
     * @return false if the source is to stop
     */
    boolean pieces(TailedFile file, byte[] bytes, int from, int to, long now) throws InterruptedException {
        int at = from;
        while (isTooLong(to - at)) {
            int number = Math.max(0, file.piece());
            byte[] part = Arrays.copyOfRange(bytes, at, at + maxEventBytes);
            if (!piece(file, part, 0, maxEventBytes, number, now)) {
                return false;
            }
            at += maxEventBytes;
            file.advance(file.position() + maxEventBytes, number + 1, bytes, at);
        }
        return true;
    }

    /**
     * Gives out one piece of a line that goes on, and advances the file behind it.
     *
     * @return false if the source is to stop
     */
    boolean piece(TailedFile file, byte[] bytes, long now) throws InterruptedException {
        int number = Math.max(0, file.piece());
        if (!piece(file, bytes, 0, bytes.length, number, now)) {
            return false;
        }
        file.advance(file.position() + bytes.length, number + 1, bytes, bytes.length);
        return true;
    }

    /**
     * Gives out the beginning of a line that is not split. The file is not advanced.
     *
     * @return false if the source is to stop
     */
    boolean head(TailedFile file, byte[] bytes, int from, String length, long now)
        throws InterruptedException, DeadLetterException {
        Headers headers = headers(file, file.position(), maxEventBytes).with(TRUNCATED, length);
        byte[] head = Arrays.copyOfRange(bytes, from, from + maxEventBytes);
        if (oversize == Oversize.DEADLETTER) {
            deadLetter.send(file, Event.slice(headers, head, 0, maxEventBytes, now), length);
            return true;
        }
        return room(file, maxEventBytes) && add(headers, head, 0, maxEventBytes, now);
    }

    private boolean piece(TailedFile file, byte[] bytes, int from, int length, int number, long now)
        throws InterruptedException {
        return room(file, length)
               && add(headers(file, file.position(), length).with(SPLIT, Integer.toString(number)), bytes, from, length, now);
    }

    private boolean room(TailedFile file, int length) throws InterruptedException {
        if (out.hasRoomFor(length)) {
            return true;
        }
        out.mark(file);
        return out.cut();
    }

    private boolean add(Headers headers, byte[] bytes, int from, int length, long now) {
        out.add(Event.slice(headers, bytes, from, length, out.ordinal(), now));
        return true;
    }
}
