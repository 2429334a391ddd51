/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.concurrent.TimeUnit;

import org.flumecamel.channel.Backlog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Rates over a sliding minute. */
class RateWindowTest {

    private final RateWindow window = new RateWindow();

    private void at(long second, long in, long out, long events, long bytes) {
        window.add(new RateWindow.Sample(TimeUnit.SECONDS.toNanos(second), in, out, new Backlog(events, 1000, bytes, 0, 0)));
    }

    private ChannelFigures figures(long events) {
        return ChannelFigures.of("c1", "seda:c1", new Backlog(events, 1000, events * 10, 0, 0), window, null);
    }

    @Test
    void knowsNothingBeforeTheSecondLook() {
        at(0, 5, 5, 0, 0);
        assertThat(window.in()).isNegative();
        assertThat(window.out()).isNegative();
        assertThat(window.eventGrowth()).isNaN();
    }

    @Test
    void forgetsWhatIsOlderThanAMinute() {
        for (int second = 0; second <= 200; second++) {
            // 100 events a second, then none from second 100 on
            at(second, 100L * Math.min(second, 100), 0, 0, 0);
        }
        assertThat(window.in()).isZero();
        at(201, 10_000 + 60, 0, 0, 0);
        assertThat(window.in()).isCloseTo(1, within(0.05));
    }

    @Test
    void spansGapsBetweenLooks() {
        at(0, 0, 0, 0, 0);
        at(500, 1000, 500, 500, 5000);
        assertThat(window.in()).isCloseTo(2, within(0.001));
        assertThat(window.out()).isCloseTo(1, within(0.001));
        assertThat(window.byteGrowth()).isCloseTo(10, within(0.001));
    }

    @Test
    void tellsWhenTheChannelIsFull() {
        at(0, 0, 0, 100, 1000);
        at(10, 200, 100, 200, 2000);
        assertThat(figures(200).millisToFull()).isEqualTo(80_000);
        assertThat(figures(200).millisToEmpty()).isNegative();
        assertThat(figures(1000).millisToFull()).isZero();
    }

    @Test
    void tellsWhenTheChannelIsEmpty() {
        at(0, 0, 0, 300, 3000);
        at(10, 100, 200, 200, 2000);
        assertThat(figures(200).millisToEmpty()).isEqualTo(20_000);
        assertThat(figures(200).millisToFull()).isNegative();
        assertThat(figures(0).millisToEmpty()).isZero();
    }

    @Test
    void nothingIsForetoldFromWhatIsNotKnown() {
        at(0, 0, 0, -1, -1);
        at(10, 100, 0, 200, 2000);
        assertThat(window.in()).isCloseTo(10, within(0.001));
        assertThat(figures(200).millisToFull()).isNegative();
        assertThat(ChannelFigures.of("c1", "seda:c1", ChannelFigures.UNKNOWN, window, null).fillPercent()).isNegative();
    }
}
