/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.probe;

import java.nio.file.Path;
import java.util.Arrays;

import org.flumecamel.agent.fault.Line;

/**
 * What a reader at the end of a channel has seen of the lines of some producers. Every byte of every line is checked, and
 * that the lines of each producer come one after the other; the system property {@code progress} names the {@link Gauge}.
 */
public final class LineReading {

    /** How many lines were read. */
    public static final int COUNT = 0;
    /** How many of them were not what was to come next. */
    public static final int WRONG = 1;
    /** The number of the first line, plus one. */
    public static final int FIRST = 2;
    /** The number of the last line, plus one. */
    public static final int LAST = 3;

    private final Gauge gauge = new Gauge(Path.of(System.getProperty("progress")));
    private final boolean fromTheMiddle = Boolean.getBoolean("from-the-middle");
    private final byte[] scratch = new byte[1 << 16];
    private long[] next = new long[0];
    private long count;
    private long wrong;

    /** A line without its terminator. */
    public void add(byte[] array, int offset, int length) {
        int end = offset + length;
        if (!Line.isGenuine(array, offset, end, scratch) || !isNext(Line.stream(array, offset, end),
                Line.sequence(array, offset, end))) {
            wrong++;
        }
        count++;
    }

    private boolean isNext(int stream, long sequence) {
        if (stream >= next.length) {
            int known = next.length;
            next = Arrays.copyOf(next, stream + 1);
            Arrays.fill(next, known, next.length, fromTheMiddle ? -1 : 0);
        }
        boolean right = next[stream] == sequence || next[stream] < 0;
        next[stream] = sequence + 1;
        if (count == 0) {
            gauge.set(FIRST, sequence + 1);
        }
        return right;
    }

    /** Shows the bench how far it has come. */
    public void publish() {
        gauge.set(WRONG, wrong);
        gauge.set(LAST, next.length == 0 ? 0 : next[0]);
        gauge.set(COUNT, count);
    }
}
