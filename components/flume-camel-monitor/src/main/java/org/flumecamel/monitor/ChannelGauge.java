/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.flumecamel.channel.Backlog;
import org.flumecamel.channel.Channel;
import org.flumecamel.core.counter.ChannelCounter;

/**
 * Looks at one channel again and again and remembers what health checks and alerts need to know. {@link #sample} is called
 * by one thread at a time, everything else by any.
 */
final class ChannelGauge {

    /** How long a channel may take to tell its backlog, in milliseconds. */
    static final long ANSWER_TIME = 10_000;
    /** A put that failed longer ago does not tell how the channel is now, in milliseconds. */
    private static final long PUT_MEMORY = 30_000;
    /** How much younger the oldest event must get to be another one, in milliseconds: the clock is read twice. */
    private static final long AGE_TOLERANCE = 500;

    private final Channel channel;
    private final String uri;
    private final double fullPercent;
    private final RateWindow window = new RateWindow();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final Lasting unanswered = new Lasting();
    private final Lasting unusable = new Lasting();
    private final Lasting full = new Lasting();
    private final Lasting refused = new Lasting();
    private final Lasting stalled = new Lasting();
    private volatile long lastRefused;
    private volatile ChannelFigures figures;
    private RateWindow.Sample last;
    private long lastTried;

    /** @param fullPercent from which fill on it counts as full */
    ChannelGauge(Channel channel, String uri, double fullPercent) {
        this.channel = channel;
        this.uri = uri;
        this.fullPercent = fullPercent;
        this.figures = ChannelFigures.of(channel.name(), uri, ChannelFigures.UNKNOWN, window, null);
    }

    Channel channel() {
        return channel;
    }

    String name() {
        return channel.name();
    }

    String uri() {
        return uri;
    }

    /** What was known at the last look, and that it gives no answer if it does not. */
    ChannelFigures figures(long nanos) {
        ChannelFigures known = figures;
        boolean silent = known.problem() == null && unanswered.millis(nanos) > ANSWER_TIME;
        return silent ? known.withProblem("it gives no answer when it is asked for its backlog") : known;
    }

    /** Begins a look; false if the last one has not ended. */
    boolean begin(long nanos) {
        boolean begun = asking.compareAndSet(false, true);
        if (begun) {
            unanswered.is(true, nanos);
        }
        return begun;
    }

    /** Looks at the channel. */
    void sample(long nanos) {
        try {
            Backlog backlog = ChannelFigures.UNKNOWN;
            String failure = null;
            try {
                backlog = channel.backlog();
            } catch (RuntimeException e) {
                failure = "its backlog cannot be told: " + e;
            }
            String problem = channel.problem();
            note(nanos, backlog, problem == null ? failure : problem);
        } finally {
            unanswered.is(false, nanos);
            asking.set(false);
        }
    }

    private void note(long nanos, Backlog backlog, String problem) {
        ChannelCounter counter = channel.counter();
        long tried = counter.getEventPutAttemptCount();
        RateWindow.Sample sample = new RateWindow.Sample(nanos, counter.getEventPutSuccessCount(),
                counter.getEventTakeSuccessCount(), backlog);
        window.add(sample);
        figures = ChannelFigures.of(channel.name(), uri, backlog, window, problem);
        unusable.is(problem != null, nanos);
        full.is(figures.fillPercent() >= fullPercent, nanos);
        if (last != null) {
            notePuts(sample, tried);
            stalled.is(backlog.events() > 0 && !hasMoved(sample), last.nanos());
        }
        last = sample;
        lastTried = tried;
    }

    private void notePuts(RateWindow.Sample sample, long tried) {
        if (sample.in() > last.in()) {
            refused.is(false, sample.nanos());
        } else if (tried > lastTried) {
            refused.is(true, sample.nanos());
            lastRefused = sample.nanos();
        }
    }

    /** Whether something has left the channel, here or, where others read it too, there. */
    private boolean hasMoved(RateWindow.Sample now) {
        Backlog before = last.backlog();
        long passed = TimeUnit.NANOSECONDS.toMillis(now.nanos() - last.nanos());
        boolean younger = before.oldestMillis() >= 0 && now.backlog().oldestMillis() >= 0
                          && now.backlog().oldestMillis() + AGE_TOLERANCE < before.oldestMillis() + passed;
        return now.out() > last.out() || now.backlog().events() < before.events() || before.events() <= 0 || younger;
    }

    /** For how long the channel has been full, in milliseconds; negative if it is not. */
    long millisFull(long nanos) {
        return full.millis(nanos);
    }

    /** For how long puts have been tried in vain, in milliseconds; negative if they have not. */
    long millisRefused(long nanos) {
        boolean recent = TimeUnit.NANOSECONDS.toMillis(nanos - lastRefused) <= PUT_MEMORY;
        return recent ? refused.millis(nanos) : -1;
    }

    /** For how long nothing has left the channel although there are events in it, in milliseconds; negative if not so. */
    long millisStalled(long nanos) {
        return stalled.millis(nanos);
    }

    /** For how long it could not be used, in milliseconds; negative if it can. */
    long millisUnusable(long nanos) {
        return Math.max(unusable.millis(nanos), unanswered.millis(nanos) > ANSWER_TIME ? unanswered.millis(nanos) : -1);
    }
}
