/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Locale;

import org.flumecamel.channel.Backlog;

/** Figures as people read them. */
final class Wording {

    private static final String[] SIZES = {"bytes", "KB", "MB", "GB", "TB"};

    private final StringBuilder text = new StringBuilder();

    /** {@code it holds 85,000 of 100,000 events (12.3 MB), the oldest for 40 s}. */
    Wording holds(Backlog backlog) {
        if (backlog.events() < 0 && backlog.bytes() < 0) {
            text.append("how much it holds is not known");
            return this;
        }
        text.append("it holds ");
        if (backlog.events() >= 0) {
            String limit = backlog.eventLimit() > 0 ? " of " + number(backlog.eventLimit()) : "";
            text.append(number(backlog.events())).append(limit).append(backlog.events() == 1 && limit.isEmpty()
                    ? " event" : " events");
        }
        if (backlog.bytes() >= 0) {
            String limit = backlog.byteLimit() > 0 ? " of " + bytes(backlog.byteLimit()) : "";
            String bytes = bytes(backlog.bytes()) + limit;
            text.append(backlog.events() >= 0 ? " (" + bytes + ")" : bytes);
        }
        if (backlog.oldestMillis() > 0) {
            text.append(", the oldest for ").append(duration(backlog.oldestMillis()));
        }
        return this;
    }

    /** {@code ; 1,200 events/s come in, 300 events/s go out}. */
    Wording rates(double in, double out) {
        if (in >= 0 && out >= 0) {
            text.append("; ").append(rate(in)).append(" come in, ").append(rate(out)).append(" go out");
        }
        return this;
    }

    /** {@code ; it is full in 17 s}. */
    Wording outlook(Backlog backlog, long millisToFull, long millisToEmpty) {
        if (millisToFull > 0) {
            text.append("; it is full in ").append(duration(millisToFull));
        } else if (millisToFull == 0) {
            text.append("; it is full");
        } else if (millisToEmpty > 0 && backlog.events() > 0) {
            text.append("; it is empty in ").append(duration(millisToEmpty));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String events(long count) {
        return number(count) + (count == 1 ? " event" : " events");
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond > 0 && perSecond < 10 ? "%,.1f events/s" : "%,.0f events/s", perSecond);
    }

    static String percent(double percent) {
        return String.format(Locale.ROOT, percent == Math.rint(percent) ? "%.0f %%" : "%.1f %%", percent);
    }

    static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < SIZES.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || size == Math.rint(size) ? "%.0f %s" : "%.1f %s", size, SIZES[unit]);
    }

    /** The two largest units: {@code 3 min 20 s}. */
    static String duration(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        long minutes = seconds / 60;
        return minutes < 48 * 60 ? two(minutes / 60, "h", minutes % 60, "min")
                : two(minutes / 1440, "days", minutes / 60 % 24, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
