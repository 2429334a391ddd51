/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.util.Arrays;

/** What was written to a log file between two rotations: a stream of {@linkplain Line lines} of its own. */
public final class Generation {

    private final int stream;
    private long[] writtenAt = new long[1024];
    private int lines;
    private Ending ending = Ending.NONE;
    private long endedAt;

    Generation(int stream) {
        this.stream = stream;
    }

    void written(long nanoTime) {
        if (lines == writtenAt.length) {
            writtenAt = Arrays.copyOf(writtenAt, lines * 2);
        }
        writtenAt[lines++] = nanoTime;
    }

    void ended(Ending how, long nanoTime) {
        ending = how;
        endedAt = nanoTime;
    }

    public int stream() {
        return stream;
    }

    /** How many lines were written. */
    public int lines() {
        return lines;
    }

    public Ending ending() {
        return ending;
    }

    /** How long before the end of the generation a line was written, in milliseconds. */
    public double ageAtEnd(long line) {
        return (endedAt - writtenAt[Math.toIntExact(line)]) / 1e6;
    }
}
