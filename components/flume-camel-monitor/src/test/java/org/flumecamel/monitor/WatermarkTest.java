/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import org.flumecamel.channel.Backlog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How levels are written. */
class WatermarkTest {

    @ParameterizedTest
    @CsvSource({"80%, 80, PERCENT, 80 %", "99.5 %, 99.5, PERCENT, 99.5 %", "50000, 50000, EVENTS, '50,000 events'",
        "1, 1, EVENTS, 1 event", "512B, 512, BYTES, 512 bytes", "500MB, 524288000, BYTES, 500 MB",
        "1.5gb, 1610612736, BYTES, 1.5 GB"})
    void reads(String text, double value, Watermark.Unit unit, String inWords) {
        assertThat(Watermark.parse("highWatermark", text)).isEqualTo(new Watermark(value, unit)).hasToString(inWords);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-5", "80 percent", "5XB", "1e9", "101%"})
    void refuses(String text) {
        assertThatThrownBy(() -> Watermark.parse("lowWatermark", text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lowWatermark");
    }

    @Test
    void aShareNeedsALimit() {
        Backlog unlimited = new Backlog(5000, 0, 5000, 0, 0);
        assertThat(Watermark.parse("highWatermark", "1%").fits(unlimited)).isFalse();
        assertThat(Watermark.parse("highWatermark", "1").fits(unlimited)).isTrue();
    }

    @Test
    void theNearestLimitCounts() {
        RateWindow window = new RateWindow();
        ChannelFigures figures = ChannelFigures.of("c1", "seda:c1", new Backlog(10, 100, 900, 1000, 0), window, null);
        assertThat(Watermark.parse("highWatermark", "1%").measure(figures)).isEqualTo(90);
    }
}
