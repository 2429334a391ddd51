/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.flumecamel.channel.Backlog;

/**
 * A level of a channel: {@code 80%} of its limit, {@code 50000} events, or {@code 2GB}.
 *
 * @param value in percent, events or bytes
 */
record Watermark(double value, Unit unit) {

    /** What it is measured in. */
    enum Unit {
        PERCENT,
        EVENTS,
        BYTES
    }

    private static final List<String> SIZES = List.of("B", "KB", "MB", "GB", "TB");
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%|B|KB|MB|GB|TB)?");

    /** @throws IllegalArgumentException if the text is none */
    static Watermark parse(String option, String text) {
        Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(option + " must be a share of the channel's limit such as 80%, a number of"
                                               + " events such as 50000, or a size such as 500MB or 2GB, not " + text);
        }
        double number = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2) == null ? "" : matcher.group(2);
        Watermark mark = switch (unit) {
            case "%" -> new Watermark(number, Unit.PERCENT);
            case "" -> new Watermark(number, Unit.EVENTS);
            default -> new Watermark(number * Math.pow(1024, SIZES.indexOf(unit)), Unit.BYTES);
        };
        if (mark.unit == Unit.PERCENT && number > 100) {
            throw new IllegalArgumentException(option + " must not be above 100%, it is " + text);
        }
        return mark;
    }

    /** A lower one. */
    Watermark part(double share) {
        return new Watermark(value * share, unit);
    }

    /** What a channel has of it; negative if that is not known, or the channel has no limit to take a share of. */
    double measure(ChannelFigures figures) {
        return switch (unit) {
            case PERCENT -> figures.fillPercent();
            case EVENTS -> figures.backlog().events();
            case BYTES -> figures.backlog().bytes();
        };
    }

    /** Whether a channel can ever reach it. */
    boolean fits(Backlog backlog) {
        return unit != Unit.PERCENT || backlog.eventLimit() > 0 || backlog.byteLimit() > 0;
    }

    /** A value of this unit: {@code 80 %}. */
    String inWords(double measured) {
        return switch (unit) {
            case PERCENT -> Wording.percent(measured);
            case EVENTS -> Wording.events((long) measured);
            case BYTES -> Wording.bytes((long) measured);
        };
    }

    @Override
    public String toString() {
        return inWords(value);
    }
}
