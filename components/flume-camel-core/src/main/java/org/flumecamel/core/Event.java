/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * One event: headers and a body of bytes (Flume MOD-EVENT).
 * <p>
 * Immutable and thread-safe. The body is a range of an array that many events may share, so that a source can read a
 * block of a file once and hand out its lines without copying them.
 */
public final class Event {

    /** Estimated heap bytes of an event beside its body and headers. */
    static final int OVERHEAD = 48;

    /** The ordinal of an event whose source does not number them. */
    public static final int UNNUMBERED = -1;

    private static final byte[] NO_BYTES = {};

    private final Headers headers;
    private final byte[] array;
    private final int offset;
    private final int length;
    private final int ordinal;
    private final long receivedAt;

    private Event(Headers headers, byte[] array, int offset, int length, int ordinal, long receivedAt) {
        this.headers = headers;
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.ordinal = ordinal;
        this.receivedAt = receivedAt;
    }

    /** An event without headers, received now. The array must not be changed afterwards; null is an empty body. */
    public static Event of(byte[] body) {
        return of(Headers.EMPTY, body);
    }

    /** An event received now. The array must not be changed afterwards; null is an empty body. */
    public static Event of(Map<String, String> headers, byte[] body) {
        byte[] bytes = body == null ? NO_BYTES : body;
        return new Event(Headers.of(headers), bytes, 0, bytes.length, UNNUMBERED, System.currentTimeMillis());
    }

    /** An event whose body is a text in UTF-8, without headers, received now. */
    public static Event of(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An event whose body is a range of a shared array.
     *
     * @param array      must not be changed afterwards
     * @param receivedAt when the source read the event, in milliseconds since the epoch
     */
    public static Event slice(Headers headers, byte[] array, int offset, int length, long receivedAt) {
        return slice(headers, array, offset, length, UNNUMBERED, receivedAt);
    }

    /**
     * An event whose body is a range of a shared array, of a source that numbers the events of its batches.
     *
     * @param array      must not be changed afterwards
     * @param ordinal    the place of the event in the batch its source makes, from 0
     * @param receivedAt when the source read the event, in milliseconds since the epoch
     */
    public static Event slice(Headers headers, byte[] array, int offset, int length, int ordinal, long receivedAt) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return new Event(headers, array, offset, length, ordinal, receivedAt);
    }

    public Headers headers() {
        return headers;
    }

    /** Length of the body in bytes. */
    public int length() {
        return length;
    }

    /** The array the body is a range of. Shared: it must not be changed. */
    public byte[] array() {
        return array;
    }

    /** Where the body begins in {@link #array()}. */
    public int offset() {
        return offset;
    }

    /** When the source read the event, in milliseconds since the epoch. */
    public long receivedAt() {
        return receivedAt;
    }

    /**
     * The place the event had in the batch its source made, or {@link #UNNUMBERED}. A step that changes its headers or its
     * body leaves it as it is, so that a part of a batch can be told from another one. See {@link BatchOrigin}.
     */
    public int ordinal() {
        return ordinal;
    }

    /** A copy of the body. */
    public byte[] body() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The body as text. */
    public String bodyAsString(Charset charset) {
        return new String(array, offset, length, charset);
    }

    /** Writes the body, without copying it first. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(array, offset, length);
    }

    /** This event with other headers; returns this instance if they are the same instance. */
    public Event withHeaders(Headers other) {
        return other == headers ? this : new Event(other, array, offset, length, ordinal, receivedAt);
    }

    /** This event with another body. The array must not be changed afterwards. */
    public Event withBody(byte[] body) {
        return new Event(headers, body, 0, body.length, ordinal, receivedAt);
    }

    /** This event with its body moved to a range of another array that holds the same bytes. */
    Event movedTo(byte[] other, int otherOffset) {
        return new Event(headers, other, otherOffset, length, ordinal, receivedAt);
    }

    /** Flume's text form (MOD-EVENT-B2). It names the length of the body, never its content. */
    @Override
    public String toString() {
        return "[Event headers = " + headers + ", body.length = " + length + " ]";
    }
}
