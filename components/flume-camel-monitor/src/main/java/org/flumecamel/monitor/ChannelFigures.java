/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import org.flumecamel.channel.Backlog;

/**
 * What is known of a channel at a moment. A figure that is not known is negative.
 *
 * @param name         its name: {@code c1}
 * @param uri          the endpoint whose queue it is: {@code seda:c1}
 * @param backlog      how full it is
 * @param inPerSecond  events put, per second, over the last minute
 * @param outPerSecond events delivered, per second, over the last minute
 * @param millisToFull when it is full if it goes on so, in milliseconds; negative also if it does not grow or has no limit
 * @param millisToEmpty when it is empty if it goes on so, in milliseconds; negative also if it does not shrink
 * @param problem      why it cannot be used, or null
 */
public record ChannelFigures(
        String name, String uri, Backlog backlog, double inPerSecond, double outPerSecond, long millisToFull,
        long millisToEmpty, String problem) {

    /** Nothing is known of its backlog. */
    static final Backlog UNKNOWN = new Backlog(-1, 0, -1, 0, -1);

    static ChannelFigures of(String name, String uri, Backlog backlog, RateWindow window, String problem) {
        return new ChannelFigures(name, uri, backlog, window.in(), window.out(),
                millisToFull(backlog, window.eventGrowth(), window.byteGrowth()),
                millisToEmpty(backlog, window.eventGrowth()), problem);
    }

    ChannelFigures withProblem(String found) {
        return new ChannelFigures(name, uri, backlog, inPerSecond, outPerSecond, millisToFull, millisToEmpty, found);
    }

    /** How full it is, in percent of its nearest limit; negative if that is not known or there is no limit. */
    public double fillPercent() {
        boolean byEvents = backlog.eventLimit() > 0 && backlog.events() >= 0;
        boolean byBytes = backlog.byteLimit() > 0 && backlog.bytes() >= 0;
        return byEvents || byBytes ? backlog.fill() * 100 : -1;
    }

    private static long millisToFull(Backlog backlog, double eventGrowth, double byteGrowth) {
        long events = millisTo(backlog.eventLimit(), backlog.events(), eventGrowth);
        long bytes = millisTo(backlog.byteLimit(), backlog.bytes(), byteGrowth);
        return events < 0 || bytes < 0 ? Math.max(events, bytes) : Math.min(events, bytes);
    }

    private static long millisTo(long limit, long used, double growth) {
        if (limit <= 0 || used < 0) {
            return -1;
        }
        if (used >= limit) {
            return 0;
        }
        return growth > 0 ? (long) ((limit - used) * 1000 / growth) : -1;
    }

    private static long millisToEmpty(Backlog backlog, double growth) {
        if (backlog.events() <= 0) {
            return backlog.events();
        }
        return growth < 0 ? (long) (backlog.events() * 1000 / -growth) : -1;
    }

    /** All of it in words: {@code it holds 85,000 of 100,000 events (12.3 MB), the oldest for 40 s; …}. */
    String inWords() {
        return new Wording().holds(backlog).rates(inPerSecond, outPerSecond).outlook(backlog, millisToFull, millisToEmpty)
                .toString();
    }
}
