/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

import org.flumecamel.file.journal.LineEnd;

/**
 * Makes an event of each line, without its line feed; a carriage return before it is kept, and a line with more than
 * {@code maxLineLength} characters becomes several events (Flume SER-IN-B1). Lines are slices of the block they were read in
 * wherever their bytes need not change.
 */
final class LineDeserializer implements EventDeserializer {

    /** How many bytes are read at a time at most. */
    private static final int BLOCK = 256 * 1024;
    /** No character set has longer characters. */
    private static final int LONGEST_CHARACTER = 4;

    private final InputStream in;
    private final LineEnd lineEnd;
    private final LineText text;
    private final int maxChars;
    private final long window;
    private byte[] buffer;
    private int start;
    private int scanned;
    private int end;
    private boolean ended;
    private long offset;

    private byte[] array;
    private int from;
    private int length;

    /**
     * @param input    the character set of the file; UTF-16 and UTF-32 may begin with a byte order mark
     * @param maxChars the longest line
     */
    LineDeserializer(SpoolContent content, Position position, Charset input, Charset output, int maxChars,
                     DecodeErrorPolicy policy) throws IOException {
        this.maxChars = maxChars;
        this.window = (long) maxChars * LONGEST_CHARACTER;
        this.offset = position.offset();
        Charset exact = input;
        if (input.name().equals("UTF-16") || input.name().equals("UTF-32")) {
            int width = input.name().equals("UTF-16") ? 2 : 4;
            byte[] mark = content.stream(0).readNBytes(width);
            boolean little = width == mark.length && mark[0] == (byte) 0xff && mark[1] == (byte) 0xfe;
            boolean big = width == mark.length && mark[width - 2] == (byte) 0xfe && mark[width - 1] == (byte) 0xff;
            exact = LineEnd.endian(input, little);
            offset = Math.max(offset, little || big ? width : 0);
        }
        this.lineEnd = LineEnd.of(exact);
        this.text = new LineText(exact, output, maxChars, policy);
        this.in = content.stream(offset);
        this.buffer = new byte[(int) Math.min(BLOCK, Math.max(content.size(), 0) + 1)];
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            int newline = lineEnd.find(buffer, scanned, end);
            if (newline >= 0) {
                return line(newline, lineEnd.width());
            }
            scanned = end - (end - start) % lineEnd.width();
            if (end - start > window) {
                return piece(end, 0, false);
            }
            if (ended) {
                return end > start && line(end, 0);
            }
            fill();
        }
    }

    private boolean line(int to, int width) throws IOException {
        if (text.isPlain(buffer, start, to)) {
            give(buffer, start, to - start);
            advance(to + width);
            return true;
        }
        return to - start <= maxChars && decode(to, true) == to - start ? whole(to, width) : piece(to, width, true);
    }

    private boolean whole(int to, int width) {
        if (text.isSame()) {
            give(buffer, start, to - start);
        } else {
            give(text.encoded());
        }
        advance(to + width);
        return true;
    }

    /** As much of a line as one event may have. */
    private boolean piece(int to, int width, boolean isEnd) throws IOException {
        int count = decode(to, isEnd);
        give(text.encoded());
        advance(isEnd && start + count == to ? to + width : start + count);
        return true;
    }

    private int decode(int to, boolean isEnd) throws IOException {
        try {
            return text.decode(buffer, start, to, isEnd);
        } catch (LineText.MalformedTextException e) {
            throw new IOException(e.getMessage() + " at offset " + (offset + e.offset()), e);
        } catch (CharacterCodingException e) {
            throw new IOException(e.toString(), e);
        }
    }

    private void give(byte[] bytes) {
        give(bytes, 0, bytes.length);
    }

    private void give(byte[] bytes, int at, int count) {
        array = bytes;
        from = at;
        length = count;
    }

    private void advance(int to) {
        offset += to - start;
        start = to;
        scanned = to;
    }

    /** Reads on. What was given out of the buffer stays as it is. */
    private void fill() throws IOException {
        if (end == buffer.length) {
            int rest = end - start;
            byte[] bytes = new byte[Math.max(rest * 2, Math.min(BLOCK, buffer.length * 2))];
            System.arraycopy(buffer, start, bytes, 0, rest);
            scanned -= start;
            start = 0;
            end = rest;
            buffer = bytes;
        }
        int count = in.read(buffer, end, buffer.length - end);
        ended = count < 0;
        end += Math.max(0, count);
    }

    @Override
    public byte[] array() {
        return array;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public Position position() {
        return new Position(offset, 0);
    }
}
