/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.time.LocalDateTime;
import java.time.ZoneId;

import org.flumecamel.core.Headers;
import org.flumecamel.core.path.TimeRounding.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimeRoundingTest {

    private static long millis(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant().toEpochMilli();
    }

    @ParameterizedTest
    @CsvSource({
        "1,SECOND,2026-03-05T16:47:59.999,UTC,2026-03-05T16:47:59",
        "10,SECOND,2026-03-05T16:47:59.999,UTC,2026-03-05T16:47:50",
        "7,SECOND,2026-03-05T16:47:59.999,UTC,2026-03-05T16:47:56",
        "60,SECOND,2026-03-05T16:47:59.999,UTC,2026-03-05T16:47:00",
        "1,MINUTE,2026-03-05T16:47:59.999,UTC,2026-03-05T16:47:00",
        "15,MINUTE,2026-03-05T16:47:59.999,UTC,2026-03-05T16:45:00",
        "60,MINUTE,2026-03-05T16:47:59.999,UTC,2026-03-05T16:00:00",
        "1,HOUR,2026-03-05T16:47:59.999,UTC,2026-03-05T16:00:00",
        "6,HOUR,2026-03-05T16:47:59.999,UTC,2026-03-05T12:00:00",
        "24,HOUR,2026-03-05T16:47:59.999,UTC,2026-03-05T00:00:00",
        // half-hour zones are rounded in their own time
        "1,HOUR,2026-03-05T16:47:59,Asia/Kolkata,2026-03-05T16:00:00",
        "6,HOUR,2026-03-05T05:10:00,Asia/Kolkata,2026-03-05T00:00:00",
        // the day summer time begins: 02:00 does not exist and gives way to 03:00
        "2,HOUR,2026-03-29T03:30:00,Europe/Berlin,2026-03-29T03:00:00",
        "24,HOUR,2026-03-29T12:00:00,Europe/Berlin,2026-03-29T00:00:00",
        "24,HOUR,2026-10-25T12:00:00,Europe/Berlin,2026-10-25T00:00:00" })
    void roundsDown(int value, Unit unit, String time, String zone, String expected) {
        assertThat(TimeRounding.to(value, unit).round(millis(time, zone), ZoneId.of(zone))).isEqualTo(millis(expected, zone));
    }

    @Test
    void theRepeatedHourStaysInItsOffset() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        long second = LocalDateTime.parse("2026-10-25T02:40:00").atZone(berlin).withLaterOffsetAtOverlap().toInstant()
            .toEpochMilli();
        assertThat(TimeRounding.to(30, Unit.MINUTE).round(second, berlin)).isEqualTo(second - 600_000);
        assertThat(TimeRounding.to(1, Unit.HOUR).round(second, berlin)).isEqualTo(second - 2_400_000);
    }

    @Test
    void roundedTimesStandInPathsExceptForMilliseconds() throws Exception {
        BucketPath path = new BucketPath("/l/%H%M%S-%s-%t", ZoneId.of("UTC"), TimeRounding.to(10, Unit.MINUTE), false);
        long time = millis("2026-03-05T16:47:59.999", "UTC");
        assertThat(path.resolve(Headers.of("timestamp", "" + time), 0, null))
            .hasToString("/l/164000-" + millis("2026-03-05T16:40:00", "UTC") / 1000 + "-" + time);
    }

    @ParameterizedTest
    @CsvSource({ "0,SECOND", "61,SECOND", "-1,MINUTE", "61,MINUTE", "25,HOUR", "0,HOUR" })
    void valuesOutsideTheNextLargerUnitAreRefused(int value, Unit unit) {
        assertThatThrownBy(() -> TimeRounding.to(value, unit)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("roundValue").hasMessageContaining(unit.name().toLowerCase());
    }
}
