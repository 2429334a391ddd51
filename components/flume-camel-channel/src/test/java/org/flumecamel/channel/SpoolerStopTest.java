/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.camel.Processor;
import org.flumecamel.core.counter.ChannelCounter;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.testkit.FlumeTestSupport;
import org.flumecamel.testkit.ProbeSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a memory channel when its context stops. */
class SpoolerStopTest extends FlumeTestSupport {

    private List<ProbeSource.Sent> fill(boolean rereadable) throws Exception {
        routes(sourceRoute("- to: flume-channel:seda:c1"),
                route("sink", "flume-spooler:seda:c1?batchSize=10&backoffSleepIncrement=50&maxBackoffSleep=50",
                        "noErrorHandler: {}", "- delay:\n    constant: 20", "- process:\n    ref: probe"));
        List<ProbeSource.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sent.add(source().send(numbers(i * 10, i * 10 + 10), rereadable));
        }
        return sent;
    }

    private long stopInMillis() {
        long start = System.nanoTime();
        context.stop();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Test
    void drainsTheChannel() throws Exception {
        context.getShutdownStrategy().setTimeout(20);
        MemoryChannels channels = MemoryChannels.of(context);
        List<ProbeSource.Sent> sent = fill(false);
        context.stop();
        assertThat(sent).allMatch(ProbeSource.Sent::isDelivered);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 300));
        assertThat(channels.left()).isEmpty();
    }

    @Test
    void doesNotWaitForADeadSinkIfAllCanBeReadAgain() throws Exception {
        context.getShutdownStrategy().setTimeout(20);
        MemoryChannels channels = MemoryChannels.of(context);
        probe.failNext(Integer.MAX_VALUE);
        List<ProbeSource.Sent> sent = fill(true);
        await().until(() -> probe.attempts() > 1);
        assertThat(stopInMillis()).isLessThan(10_000);
        assertThat(sent).allMatch(ProbeSource.Sent::isFailed);
        assertThat(channels.left()).containsExactly(new ChannelLeft("c1", 300, 0));
    }

    @Test
    void triesToTheDeadlineWhatCannotBeReadAgainAndCountsWhatIsLost() throws Exception {
        context.getShutdownStrategy().setTimeout(3);
        MemoryChannels channels = MemoryChannels.of(context);
        probe.failNext(Integer.MAX_VALUE);
        fill(false);
        await().until(() -> probe.attempts() > 1);
        assertThat(stopInMillis()).isGreaterThan(2_500);
        assertThat(channels.left()).containsExactly(new ChannelLeft("c1", 300, 300));
    }

    @Test
    void countsWhatASinkThatIgnoresTheStopHasInWork() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        MemoryChannels channels = MemoryChannels.of(context);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        context.getRegistry().bind("deaf", (Processor) exchange -> {
            stuck.countDown();
            while (end.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        });
        routes(sourceRoute("- to: flume-channel:seda:c1"),
                route("sink", "flume-spooler:seda:c1", "noErrorHandler: {}", "- process:\n    ref: deaf"));
        try {
            ProbeSource.Sent sent = source().send(numbers(0, 10), false);
            assertThat(stuck.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            context.stop();
            assertThat(channels.left()).containsExactly(new ChannelLeft("c1", 10, 10));
            assertThat(sent.isFailed()).isTrue();
        } finally {
            end.countDown();
        }
    }

    @Test
    void aContextThatIsStartedAgainCountsAgain() throws Exception {
        MemoryChannels channels = MemoryChannels.of(context);
        probe.failNext(Integer.MAX_VALUE);
        fill(true);
        await().until(() -> probe.attempts() > 1);
        context.stop();
        assertThat(channels.left()).hasSize(1);
        probe.failNext(0);
        bindToRegistry(context.getRegistry());
        context.start();
        assertThat(channels.left()).isEmpty();
        ProbeSource.Sent sent = source().send(numbers(0, 10));
        await().until(sent::isDelivered);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 10));
    }

    @Test
    void countsWhatGoesInAndOut() throws Exception {
        List<ProbeSource.Sent> sent = fill(true);
        await().until(() -> sent.stream().allMatch(ProbeSource.Sent::isDelivered));
        ChannelCounter counter = Counters.of(context).channel("c1");
        assertThat(counter.getEventPutAttemptCount()).isEqualTo(300);
        assertThat(counter.getEventPutSuccessCount()).isEqualTo(300);
        assertThat(counter.getEventTakeAttemptCount()).isEqualTo(300);
        assertThat(counter.getEventTakeSuccessCount()).isEqualTo(300);
        assertThat(counter.getChannelSize()).isZero();
        assertThat(counter.getChannelCapacity()).isEqualTo(100_000);
    }
}
