/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import org.flumecamel.channel.Backlog;

/** What a channel said of itself during the last minute. Used by one thread. */
final class RateWindow {

    private static final long LENGTH = TimeUnit.SECONDS.toNanos(60);

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * A look at a channel.
     *
     * @param nanos   when, as {@link System#nanoTime} tells it
     * @param in      events put until then
     * @param out     events delivered until then
     * @param backlog what was in it
     */
    record Sample(long nanos, long in, long out, Backlog backlog) {
    }

    void add(Sample sample) {
        samples.addLast(sample);
        // the oldest that is kept is the one at or before the beginning of the window
        Sample oldest = samples.pollFirst();
        while (samples.size() > 1 && sample.nanos() - samples.peekFirst().nanos() >= LENGTH) {
            oldest = samples.pollFirst();
        }
        samples.addFirst(oldest);
    }

    /** Events put, per second; negative if it is not known yet. */
    double in() {
        double rate = perSecond(Sample::in);
        return Double.isNaN(rate) ? -1 : rate;
    }

    /** Events delivered, per second; negative if it is not known yet. */
    double out() {
        double rate = perSecond(Sample::out);
        return Double.isNaN(rate) ? -1 : rate;
    }

    /** How many events it holds more, per second; {@code NaN} if that is not known. */
    double eventGrowth() {
        return growth(sample -> sample.backlog().events());
    }

    /** How many bytes it takes more, per second; {@code NaN} if that is not known. */
    double byteGrowth() {
        return growth(sample -> sample.backlog().bytes());
    }

    private double growth(ToLongFunction<Sample> figure) {
        if (samples.isEmpty() || figure.applyAsLong(samples.getFirst()) < 0 || figure.applyAsLong(samples.getLast()) < 0) {
            return Double.NaN;
        }
        return perSecond(figure);
    }

    private double perSecond(ToLongFunction<Sample> figure) {
        if (samples.size() < 2) {
            return Double.NaN;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long nanos = Math.max(1, last.nanos() - first.nanos());
        return (figure.applyAsLong(last) - figure.applyAsLong(first)) * 1e9 / nanos;
    }
}
