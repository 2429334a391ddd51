/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import java.util.Arrays;

import org.flumecamel.file.journal.LineEnd;

/**
 * Cuts what a command prints into lines. A line that is longer than it may be is cut into pieces, so that one that never
 * ends takes no more memory than that. Not thread-safe.
 */
final class PrintedLines {

    /** Takes a line. */
    interface Receiver {
        /** @param piece the number of a piece of a line that was cut, from 0; -1 for a whole line */
        void line(byte[] array, int from, int length, int piece) throws InterruptedException;
    }

    private final LineEnd lineEnd;
    private final int maxBytes;
    private final Receiver receiver;
    private byte[] rest = {};
    private int piece = -1;

    PrintedLines(LineEnd lineEnd, int maxBytes, Receiver receiver) {
        this.lineEnd = lineEnd;
        this.maxBytes = Math.max(lineEnd.width(), maxBytes - maxBytes % lineEnd.width());
        this.receiver = receiver;
    }

    /** Takes what was printed next. The array must not be changed afterwards. */
    void add(byte[] printed) throws InterruptedException {
        byte[] bytes = printed;
        if (rest.length > 0) {
            bytes = Arrays.copyOf(rest, rest.length + printed.length);
            System.arraycopy(printed, 0, bytes, rest.length, printed.length);
        }
        int start = 0;
        int newline = lineEnd.find(bytes, start, bytes.length);
        while (newline >= 0) {
            line(bytes, start, lineEnd.withoutCarriageReturn(bytes, start, newline), true);
            start = newline + lineEnd.width();
            newline = lineEnd.find(bytes, start, bytes.length);
        }
        start += line(bytes, start, bytes.length, false);
        rest = Arrays.copyOfRange(bytes, start, bytes.length);
    }

    /** Gives out a line, or as much of one without an end as is too long. Returns how many bytes that were. */
    private int line(byte[] bytes, int from, int to, boolean ended) throws InterruptedException {
        int at = from;
        while (to - at > maxBytes + (ended ? 0 : lineEnd.width())) {
            receiver.line(bytes, at, maxBytes, ++piece);
            at += maxBytes;
        }
        if (ended) {
            receiver.line(bytes, at, to - at, piece < 0 ? -1 : piece + 1);
            piece = -1;
            at = to;
        }
        return at - from;
    }

    /** Nothing more is printed: what has no line end is a line as well. */
    void end() throws InterruptedException {
        if (rest.length > 0) {
            line(rest, 0, rest.length, true);
            rest = new byte[0];
        }
        piece = -1;
    }
}
