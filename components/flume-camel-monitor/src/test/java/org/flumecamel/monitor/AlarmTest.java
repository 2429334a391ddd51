/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.concurrent.TimeUnit;

import org.flumecamel.channel.Backlog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When an alert is raised and cleared. */
class AlarmTest {

    private static final Condition CONDITION
            = new WatermarkCondition(Watermark.parse("highWatermark", "80"), Watermark.parse("lowWatermark", "40"));

    private static ChannelFigures holding(long events) {
        return ChannelFigures.of("c1", "seda:c1", new Backlog(events, 100, -1, 0, -1), new RateWindow(), null);
    }

    private static boolean due(Alarm alarm, long events, long second) {
        return alarm.isDue(holding(events), TimeUnit.SECONDS.toNanos(second));
    }

    @Test
    void staysAsItIsBetweenTheWatermarks() {
        Alarm alarm = new Alarm(CONDITION, 0);
        assertThat(due(alarm, 79, 0)).isFalse();
        assertThat(due(alarm, 80, 1)).isTrue();
        alarm.told(TimeUnit.SECONDS.toNanos(1));
        assertThat(due(alarm, 95, 2)).isFalse();
        assertThat(due(alarm, 41, 3)).isFalse();
        assertThat(due(alarm, 40, 4)).isTrue();
        assertThat(alarm.millisSinceChange(TimeUnit.SECONDS.toNanos(4))).isEqualTo(3000);
        alarm.told(TimeUnit.SECONDS.toNanos(4));
        assertThat(due(alarm, 60, 5)).isFalse();
        assertThat(due(alarm, 80, 6)).isTrue();
    }

    @Test
    void isDueUntilItIsTold() {
        Alarm alarm = new Alarm(CONDITION, 0);
        assertThat(due(alarm, 90, 0)).isTrue();
        assertThat(due(alarm, 90, 1)).isTrue();
        assertThat(due(alarm, 79, 2)).isFalse();
        assertThat(alarm.isRaised()).isFalse();
    }

    @Test
    void waitsForTheLeastTime() {
        Alarm alarm = new Alarm(CONDITION, 10_000);
        assertThat(due(alarm, 90, 0)).isFalse();
        assertThat(due(alarm, 79, 9)).isFalse();
        assertThat(due(alarm, 90, 10)).isFalse();
        assertThat(due(alarm, 90, 19)).isFalse();
        assertThat(due(alarm, 90, 20)).isTrue();
    }

    @Test
    void whatIsNotKnownChangesNothing() {
        Alarm alarm = new Alarm(CONDITION, 0);
        assertThat(due(alarm, -1, 0)).isFalse();
        assertThat(due(alarm, 90, 1)).isTrue();
        alarm.told(0);
        assertThat(due(alarm, -1, 2)).isFalse();
    }

    @Test
    void agesHaveTwoLevelsToo() {
        AgeCondition condition = new AgeCondition(1000, 500);
        assertThat(condition.isCrossed(aged(999))).isFalse();
        assertThat(condition.isCrossed(aged(1000))).isTrue();
        assertThat(condition.isOver(aged(501))).isFalse();
        assertThat(condition.isOver(aged(0))).isTrue();
        assertThat(condition.isOver(aged(-1))).isFalse();
    }

    private static ChannelFigures aged(long millis) {
        return ChannelFigures.of("c1", "seda:c1", new Backlog(5, 100, -1, 0, millis), new RateWindow(), null);
    }
}
