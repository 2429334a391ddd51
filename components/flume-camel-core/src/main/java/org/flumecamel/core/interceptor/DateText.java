/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Reads dates written with a pattern of {@code java.time}. Parts the pattern does not have are those of 2000-01-01 00:00.
 * Month and day names are English, in any letter case. Thread-safe.
 */
public final class DateText {

    private final DateTimeFormatter formatter;
    private final ZoneId zone;

    private DateText(DateTimeFormatter formatter, ZoneId zone) {
        this.formatter = formatter;
        this.zone = zone;
    }

    /**
     * Dates of a pattern.
     *
     * @param  option                   the option that has the pattern, for the message
     * @param  zone                     the zone of dates that name none; null for that of the machine
     * @throws IllegalArgumentException if it is no pattern
     */
    public static DateText of(String option, String pattern, ZoneId zone) {
        try {
            return new DateText(new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern)
                    .toFormatter(Locale.ENGLISH), zone);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " is not a date pattern of java.time: " + e.getMessage(), e);
        }
    }

    /** Dates as ISO 8601 writes them; a date without an offset is in the zone, that of the machine if it is null. */
    public static DateText iso(ZoneId zone) {
        return new DateText(new DateTimeFormatterBuilder().parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .optionalStart().appendPattern("['T'][' ']").append(DateTimeFormatter.ISO_LOCAL_TIME)
                .optionalStart().appendPattern("[XXX][XX][X]").toFormatter(Locale.ENGLISH), zone);
    }

    /**
     * Milliseconds since the epoch.
     *
     * @throws DateTimeException if the text does not have the pattern
     */
    public long millis(String text) {
        TemporalAccessor parsed = formatter.parse(text);
        try {
            return millis(parsed);
        } catch (ArithmeticException e) {
            throw new DateTimeException("too far from the epoch: " + text, e);
        }
    }

    private long millis(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Math.addExact(Math.multiplyExact(parsed.getLong(ChronoField.INSTANT_SECONDS), 1000L),
                    parsed.get(ChronoField.MILLI_OF_SECOND));
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId named = parsed.query(TemporalQueries.zone());
        return ZonedDateTime.of(date == null ? partialDate(parsed) : date, time == null ? LocalTime.MIDNIGHT : time,
                named == null ? zoneOfOthers() : named).toInstant().toEpochMilli();
    }

    private ZoneId zoneOfOthers() {
        return zone == null ? ZoneId.systemDefault() : zone;
    }

    private static LocalDate partialDate(TemporalAccessor parsed) {
        int year = field(parsed, ChronoField.YEAR, field(parsed, ChronoField.YEAR_OF_ERA, 2000));
        return LocalDate.of(year, field(parsed, ChronoField.MONTH_OF_YEAR, 1), field(parsed, ChronoField.DAY_OF_MONTH, 1));
    }

    private static int field(TemporalAccessor parsed, ChronoField field, int otherwise) {
        return parsed.isSupported(field) ? parsed.get(field) : otherwise;
    }
}
