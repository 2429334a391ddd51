/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Rounds times down to the multiple of some seconds, minutes or hours within the next larger unit, in a time zone
 * (Flume ESC-PATH-B3). Immutable.
 */
public final class TimeRounding {

    /** Leaves times as they are. */
    public static final TimeRounding NONE = new TimeRounding(null, 1);

    /** What {@code roundValue} counts. */
    public enum Unit {
        SECOND(60), MINUTE(60), HOUR(24);

        private final int most;

        Unit(int most) {
            this.most = most;
        }
    }

    private final Unit unit;
    private final int value;

    private TimeRounding(Unit unit, int value) {
        this.unit = unit;
        this.value = value;
    }

    /**
     * Rounds to multiples of a value.
     *
     * @throws IllegalArgumentException if the value is not within 1–60 seconds or minutes, 1–24 hours
     */
    public static TimeRounding to(int value, Unit unit) {
        if (value < 1 || value > unit.most) {
            throw new IllegalArgumentException("roundValue must be from 1 to " + unit.most + " where roundUnit is "
                                               + unit.name().toLowerCase(Locale.ROOT) + ", not " + value);
        }
        return new TimeRounding(unit, value);
    }

    /** The rounded time, in milliseconds since the epoch. */
    long round(long millis, ZoneId zone) {
        if (unit == null) {
            return millis;
        }
        ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
        switch (unit) {
            case SECOND:
                time = time.truncatedTo(ChronoUnit.SECONDS).withSecond(time.getSecond() / value * value);
                break;
            case MINUTE:
                time = time.truncatedTo(ChronoUnit.MINUTES).withMinute(time.getMinute() / value * value);
                break;
            default:
                time = time.truncatedTo(ChronoUnit.HOURS).withHour(time.getHour() / value * value);
                break;
        }
        return time.toInstant().toEpochMilli();
    }
}
