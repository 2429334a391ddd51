/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.concurrent.TimeUnit;

import org.apache.camel.impl.DefaultCamelContext;
import org.flumecamel.core.counter.Counters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a gauge remembers of the looks at its channel. */
class ChannelGaugeTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final FakeChannel channel = new FakeChannel("c1", Counters.of(context).channel("c1"));
    private final ChannelGauge gauge = new ChannelGauge(channel, "fake:c1", 95);

    @AfterEach
    void stop() {
        context.stop();
    }

    private static long at(long second) {
        return TimeUnit.SECONDS.toNanos(second);
    }

    private void look(long second) {
        assertThat(gauge.begin(at(second))).isTrue();
        gauge.sample(at(second));
    }

    @Test
    void tellsForHowLongTheChannelIsFull() {
        channel.holds(94, 0);
        look(0);
        assertThat(gauge.millisFull(at(0))).isNegative();
        channel.holds(95, 0);
        look(1);
        channel.holds(99, 0);
        look(2);
        assertThat(gauge.millisFull(at(4))).isEqualTo(3000);
        channel.holds(50, 0);
        look(5);
        assertThat(gauge.millisFull(at(5))).isNegative();
    }

    @Test
    void tellsForHowLongPutsAreRefused() {
        look(0);
        channel.counter().putAttempt(10);
        look(1);
        assertThat(gauge.millisRefused(at(11))).isEqualTo(10_000);
        channel.counter().putAttempt(10);
        look(20);
        assertThat(gauge.millisRefused(at(31))).isEqualTo(30_000);
        channel.counter().putAttempt(10);
        channel.counter().putSuccess(10);
        look(32);
        assertThat(gauge.millisRefused(at(32))).isNegative();
    }

    @Test
    void forgetsARefusalThatNobodyRepeats() {
        look(0);
        channel.counter().putAttempt(10);
        look(1);
        assertThat(gauge.millisRefused(at(31))).isEqualTo(30_000);
        assertThat(gauge.millisRefused(at(32))).isNegative();
    }

    @Test
    void tellsForHowLongNothingLeaves() {
        channel.holds(5, 1000);
        look(0);
        channel.holds(5, 2000);
        look(1);
        channel.holds(9, 12_000);
        look(11);
        assertThat(gauge.millisStalled(at(12))).isEqualTo(12_000);
        channel.counter().takeSuccess(1);
        look(13);
        assertThat(gauge.millisStalled(at(13))).isNegative();
    }

    @Test
    void anEmptyChannelDoesNotStall() {
        look(0);
        look(100);
        assertThat(gauge.millisStalled(at(100))).isNegative();
        channel.holds(5, 0);
        look(101);
        assertThat(gauge.millisStalled(at(101))).isNegative();
    }

    @Test
    void whatOthersTakeFromTheQueueIsProgressToo() {
        channel.holds(5, 10_000);
        look(0);
        // one was taken and one put elsewhere: as many as before, but the oldest is another
        channel.holds(5, 3000);
        look(1);
        assertThat(gauge.millisStalled(at(1))).isNegative();
    }

    @Test
    void tellsWhyTheChannelCannotBeUsed() {
        channel.failure = new IllegalStateException("no connection");
        look(0);
        assertThat(gauge.figures(at(5)).problem()).isEqualTo(
                "its backlog cannot be told: java.lang.IllegalStateException: no connection");
        assertThat(gauge.figures(at(5)).backlog().events()).isNegative();
        channel.problem = "the broker is down";
        look(6);
        assertThat(gauge.figures(at(6)).problem()).isEqualTo("the broker is down");
        assertThat(gauge.millisUnusable(at(7))).isEqualTo(7000);
        channel.failure = null;
        channel.problem = null;
        look(8);
        assertThat(gauge.figures(at(8)).problem()).isNull();
        assertThat(gauge.millisUnusable(at(8))).isNegative();
    }

    @Test
    void aChannelThatDoesNotAnswerCannotBeUsed() {
        look(0);
        assertThat(gauge.begin(at(1))).isTrue();
        assertThat(gauge.begin(at(2))).as("a second look beside the first").isFalse();
        assertThat(gauge.figures(at(11)).problem()).isNull();
        assertThat(gauge.figures(at(12)).problem()).contains("gives no answer");
        assertThat(gauge.millisUnusable(at(12))).isEqualTo(11_000);
    }
}
