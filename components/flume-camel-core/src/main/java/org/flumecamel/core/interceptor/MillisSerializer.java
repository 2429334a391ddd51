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
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a date and writes it as milliseconds since the epoch. Parts the pattern does not have are those of 2000-01-01
 * 00:00, the zone is that of the machine. Month and day names are English, in any letter case.
 */
final class MillisSerializer extends GroupSerializer {

    private static final Logger LOG = LoggerFactory.getLogger(MillisSerializer.class);

    private final String pattern;
    private final DateTimeFormatter formatter;
    private final AtomicBoolean warned = new AtomicBoolean();

    private MillisSerializer(String header, String pattern, DateTimeFormatter formatter) {
        super(header);
        this.pattern = pattern;
        this.formatter = formatter;
    }

    static MillisSerializer create(String header, String option, String pattern) {
        if (pattern == null || pattern.isBlank()) {
            throw new IllegalArgumentException(option + " is missing: the date pattern, such as yyyy-MM-dd HH:mm:ss");
        }
        try {
            return new MillisSerializer(header, pattern, new DateTimeFormatterBuilder().parseCaseInsensitive()
                    .appendPattern(pattern).toFormatter(Locale.ENGLISH));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " is not a date pattern of java.time: " + e.getMessage(), e);
        }
    }

    @Override
    String serialize(String group) {
        try {
            return Long.toString(instant(formatter.parse(group)));
        } catch (DateTimeException e) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn("Header {} is not set where a date does not have the pattern {}; this is said once: {}", header(),
                        pattern, e.getMessage());
            }
            return null;
        }
    }

    private static long instant(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Math.addExact(Math.multiplyExact(parsed.getLong(ChronoField.INSTANT_SECONDS), 1000L),
                    parsed.get(ChronoField.MILLI_OF_SECOND));
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId zone = parsed.query(TemporalQueries.zone());
        return ZonedDateTime.of(date == null ? partialDate(parsed) : date, time == null ? LocalTime.MIDNIGHT : time,
                zone == null ? ZoneId.systemDefault() : zone).toInstant().toEpochMilli();
    }

    private static LocalDate partialDate(TemporalAccessor parsed) {
        int year = field(parsed, ChronoField.YEAR, field(parsed, ChronoField.YEAR_OF_ERA, 2000));
        return LocalDate.of(year, field(parsed, ChronoField.MONTH_OF_YEAR, 1), field(parsed, ChronoField.DAY_OF_MONTH, 1));
    }

    private static int field(TemporalAccessor parsed, ChronoField field, int otherwise) {
        return parsed.isSupported(field) ? parsed.get(field) : otherwise;
    }
}
