/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

import org.flumecamel.core.Event;

/**
 * The time of an event as ISO 8601 in UTC, which Elasticsearch takes for a date without being told. Writing the second is
 * most of the work, and neighbours share it.
 */
final class EventTime {

    static final String HEADER = "timestamp";

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
        .withZone(ZoneOffset.UTC);

    private static final Pattern MILLIS = Pattern.compile("-?\\d{1,18}");

    private long second = Long.MIN_VALUE;
    private String written;

    /** Writes the header {@code timestamp}, milliseconds since the epoch; without it, when the source read the event. */
    void write(Event event, JsonBuffer out) {
        long millis = millis(event);
        long newSecond = Math.floorDiv(millis, 1000L);
        if (newSecond != second) {
            second = newSecond;
            written = SECOND.format(Instant.ofEpochSecond(newSecond));
        }
        int rest = (int) Math.floorMod(millis, 1000L);
        out.raw('"').raw(written).raw('.').raw((char) ('0' + rest / 100)).raw((char) ('0' + rest / 10 % 10))
            .raw((char) ('0' + rest % 10)).raw("Z\"");
    }

    private static long millis(Event event) {
        String header = event.headers().get(HEADER);
        return header != null && isTime(header) ? Long.parseLong(header) : event.receivedAt();
    }

    /** Whether the value of the header is a time. */
    static boolean isTime(String value) {
        return MILLIS.matcher(value).matches();
    }
}
