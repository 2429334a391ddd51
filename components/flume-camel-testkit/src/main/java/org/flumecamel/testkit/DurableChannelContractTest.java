/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a channel that keeps its events on a disk promises beyond {@link ChannelContractTest}. */
public abstract class DurableChannelContractTest extends ChannelContractTest {

    private static final String TO_PROBE = "- process:\n    ref: probe";

    @Override
    protected final boolean isDurable() {
        return true;
    }

    private String sourceTo(String name, String... options) {
        return sourceRoute("- to: \"" + channel(name, options) + "\"");
    }

    private String sink(String name, String... options) {
        return route("sink-" + name, spooler(name, options), "noErrorHandler: {}", TO_PROBE);
    }

    /** Ends everything that is not on a disk, and begins anew. */
    private void restart() throws Exception {
        context.stop();
        bindToRegistry(context.getRegistry());
        context.start();
    }

    @Test
    void keepsWhatWasPutWhenTheContextStops() throws Exception {
        routes(sourceTo("c1"));
        for (int i = 0; i < 20; i++) {
            assertThat(source().send(numbers(i * 10, i * 10 + 10)).isDelivered()).isTrue();
        }
        restart();
        routes(sink("c1", "batchSize=30"));
        await().until(() -> probe.count() >= 200);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 200));
    }

    @Test
    void deliversInOrderAfterFailuresAndARestart() throws Exception {
        probe.failNext(Integer.MAX_VALUE);
        routes(sourceTo("c1"), sink("c1", "batchSize=15", "backoffSleepIncrement=5", "maxBackoffSleep=5"));
        for (int i = 0; i < 20; i++) {
            source().send(numbers(i * 10, i * 10 + 10));
        }
        await().until(() -> probe.attempts() >= 50);
        restart();
        int before = probe.attempts();
        await().until(() -> probe.attempts() > before);
        probe.failNext(0);
        await().until(() -> probe.count() >= 200);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 200));
    }

    @Test
    void keepsItsOrderWhenItsSinkRouteIsStoppedAgainAndAgain() throws Exception {
        probe.failNext(Integer.MAX_VALUE);
        routes(sourceTo("c1"), sink("c1", "batchSize=10", "backoffSleepIncrement=5", "maxBackoffSleep=5"));
        for (int i = 0; i < 50; i++) {
            source().send(numbers(i * 4, i * 4 + 4));
        }
        for (int round = 0; round < 12; round++) {
            int before = probe.attempts();
            await().until(() -> probe.attempts() > before);
            context.getRouteController().stopRoute("sink-c1", 5, TimeUnit.SECONDS);
            context.getRouteController().startRoute("sink-c1");
        }
        probe.failNext(0);
        await().until(() -> probe.count() >= 200);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 200));
    }

    @Test
    void stopsWithoutDrainingAndDeliversTheRestLater() throws Exception {
        probe.block();
        routes(sourceTo("c1"), sink("c1", "batchSize=10"));
        for (int i = 0; i < 100; i++) {
            source().send(numbers(i * 10, i * 10 + 10));
        }
        await().until(() -> probe.attempts() == 1);
        Thread stopper = new Thread(() -> {
            try {
                context.getRouteController().stopRoute("sink-c1", 10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        stopper.start();
        await().until(() -> context.getRouteController().getRouteStatus("sink-c1").isStopping()
                || stopper.getState() == Thread.State.TIMED_WAITING || stopper.getState() == Thread.State.WAITING);
        probe.unblock();
        stopper.join(PATIENCE.toMillis());
        assertThat(probe.count()).as("what was in work at the stop, and little else").isLessThan(1000);
        context.getRouteController().startRoute("sink-c1");
        await().until(() -> probe.count() >= 1000);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 1000));
    }

    @Test
    void knowsAfterARestartHowFullItIs() throws Exception {
        routes(sourceTo("c1", smallAndImpatient(30)));
        for (int i = 0; i < 30; i += 10) {
            assertThat(source().send(numbers(i, i + 10)).failure()).isNull();
        }
        restart();
        assertThat(source().send(numbers(30, 40)).failure()).hasMessageContaining("full");
        routes(sink("c1"));
        await().until(() -> probe.count() >= 30);
        await().until(() -> source().send(numbers(30, 40)).failure() == null);
        await().until(() -> probe.count() >= 40);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 40));
    }
}
