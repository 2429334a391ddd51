/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;

import org.flumecamel.core.interceptor.DateText;

/** Reads the time of an event from the text of a field. Thread-safe. */
interface EventTime {

    /**
     * Milliseconds since the epoch.
     *
     * @throws DateTimeException   if the text is no such time
     * @throws ArithmeticException if it is too far from the epoch
     */
    long millis(String text);

    /**
     * Makes the reader of a form.
     *
     * @param  pattern                  ISO, UNIX, UNIX_MS, or a java.time pattern
     * @param  zone                     the zone of times that name none; null for that of the machine
     * @throws IllegalArgumentException if the pattern or the zone is none
     */
    static EventTime of(String pattern, String zone) {
        return switch (pattern) {
            case "ISO" -> DateText.iso(zoneId(zone))::millis;
            case "UNIX" -> text -> epoch(text, 3);
            case "UNIX_MS" -> text -> epoch(text, 0);
            default -> DateText.of("timePattern", pattern, zoneId(zone))::millis;
        };
    }

    private static ZoneId zoneId(String zone) {
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("timeZone must be a zone such as UTC or Europe/Vienna, not " + zone, e);
        }
    }

    /** Long texts are refused: a number such as 1e999999999 would take all memory when it is written out. */
    private static long epoch(String text, int shift) {
        if (text.length() > 32) {
            throw new DateTimeException("not a number of seconds or milliseconds");
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) > 32) {
                throw new DateTimeException("not a number of seconds or milliseconds");
            }
            return number.movePointRight(shift).toBigInteger().longValueExact();
        } catch (NumberFormatException e) {
            throw new DateTimeException("not a number of seconds or milliseconds", e);
        }
    }
}
