/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads times as access logs have them: {@code 10/Oct/2000:13:55:36 -0700}. */
final class AccessTime {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** In minutes, as java.time has it. */
    private static final int MAX_OFFSET = 18 * 60;

    private AccessTime() {
    }

    /** Moves on over the time; milliseconds since the epoch. */
    static long millis(Scanner line) throws UnreadableException {
        int day = number(line, 2);
        line.expect("/", "day");
        int month = month(line);
        line.expect("/", "month");
        int year = number(line, 4);
        line.expect(":", "year");
        int hour = number(line, 2);
        line.expect(":", "hour");
        int minute = number(line, 2);
        line.expect(":", "minute");
        int second = number(line, 2);
        line.expect(" ", "second");
        int offset = offset(line);
        if (hour > 23 || minute > 59 || second > 60) {
            throw new UnreadableException("no such time");
        }
        return ((days(year, month, day) * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000L;
    }

    private static int number(Scanner line, int digits) throws UnreadableException {
        return (int) line.number(digits, digits, "time");
    }

    private static int month(Scanner line) throws UnreadableException {
        byte[] bytes = line.bytes();
        int at = line.at();
        if (line.end() - at >= 3) {
            for (int month = 0; month < 12; month++) {
                int i = month * 3;
                if (bytes[at] == MONTHS.charAt(i) && bytes[at + 1] == MONTHS.charAt(i + 1)
                        && bytes[at + 2] == MONTHS.charAt(i + 2)) {
                    line.move(3);
                    return month + 1;
                }
            }
        }
        throw new UnreadableException("no such month");
    }

    /** Minutes east of Greenwich. */
    private static int offset(Scanner line) throws UnreadableException {
        boolean west = line.skip('-');
        if (!west) {
            line.expect("+", "time");
        }
        int hours = number(line, 2);
        int minutes = number(line, 2);
        int offset = hours * 60 + minutes;
        if (minutes > 59 || offset > MAX_OFFSET) {
            throw new UnreadableException("no such time zone");
        }
        return west ? -offset : offset;
    }

    private static long days(int year, int month, int day) throws UnreadableException {
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            throw new UnreadableException("no such day");
        }
    }
}
