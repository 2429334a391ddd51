/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import org.flumecamel.channel.Backlog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Figures as people read them. */
class WordingTest {

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1 s", "59999, 59 s", "60000, 1 min", "200000, 3 min 20 s", "3600000, 1 h",
        "5400000, 1 h 30 min", "180000000, 2 days 2 h"})
    void durations(long millis, String text) {
        assertThat(Wording.duration(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1023, 1023 bytes", "1024, 1 KB", "1536, 1.5 KB", "1073741824, 1 GB"})
    void sizes(long bytes, String text) {
        assertThat(Wording.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void figures() {
        String text = new Wording().holds(new Backlog(85_000, 100_000, 12_900_000, 0, 40_000)).rates(1200, 0.25)
                .outlook(new Backlog(85_000, 100_000, 0, 0, 0), 17_000, -1).toString();
        assertThat(text).isEqualTo("it holds 85,000 of 100,000 events (12.3 MB), the oldest for 40 s; 1,200 events/s come in,"
                                   + " 0.3 events/s go out; it is full in 17 s");
    }

    @Test
    void whatIsNotKnown() {
        assertThat(new Wording().holds(ChannelFigures.UNKNOWN).rates(-1, -1).outlook(ChannelFigures.UNKNOWN, -1, -1))
                .hasToString("how much it holds is not known");
    }
}
