/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.flumecamel.channel.Channels;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.DeadLetterCounter;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The health checks, as any Camel application finds them in its registry. */
class HealthChecksTest extends FlumeTestSupport {

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext created = super.createCamelContext();
        created.getPropertiesComponent().addInitialProperty("flume.health.maxFullTime", "1s");
        created.getPropertiesComponent().addInitialProperty("flume.health.maxStallTime", "1s");
        return created;
    }

    private Optional<HealthCheck.Result> result(String id) {
        return HealthCheckHelper.invoke(context, "full").stream().filter(result -> result.getCheck().getId().equals(id))
                .findFirst();
    }

    private String awaitState(String id, HealthCheck.State state) {
        await().until(() -> result(id).map(HealthCheck.Result::getState).orElse(null), state::equals);
        return result(id).flatMap(HealthCheck.Result::getMessage).orElseThrow();
    }

    private void flow(String sinkState) throws Exception {
        routes(sourceRoute("- to: flume-channel:seda:c1?capacity=100&keepAlive=0"),
                route("archive", "flume-spooler:seda:c1?batchSize=10", "noErrorHandler: {}", "- process:\n    ref: probe"));
        if (sinkState.equals("stopped")) {
            context.getRouteController().stopRoute("archive");
        }
    }

    private FakeChannel fake() {
        return (FakeChannel) Channels.of(context).get("fake:c1");
    }

    @Test
    void allIsWellWhileEventsFlow() throws Exception {
        flow("started");
        source().send(numbers(0, 10));
        await().until(() -> probe.count() == 10);
        assertThat(awaitState("flume-channel:seda:c1", HealthCheck.State.UP)).startsWith("Channel seda:c1 can be used");
        assertThat(awaitState("flume-channel-full:seda:c1", HealthCheck.State.UP)).startsWith("Channel seda:c1 has room");
        assertThat(awaitState("flume-sink:seda:c1", HealthCheck.State.UP)).startsWith("What is in channel seda:c1 leaves it");
        assertThat(result("flume-sink:seda:c1").orElseThrow().getCheck().getGroup()).isEqualTo("flume");
    }

    @Test
    void aFullChannelIsDownUntilItHasRoom() throws Exception {
        flow("started");
        probe.block();
        for (int i = 0; i < 10; i++) {
            source().send(numbers(i * 10, i * 10 + 10));
        }
        String message = awaitState("flume-channel-full:seda:c1", HealthCheck.State.DOWN);
        assertThat(message).matches("Channel seda:c1 has been filled to 95 % and more for \\d+ s: it holds 100 of 100 events .*"
                                    + "See why its sink is slow, or give the channel more room");
        assertThat(result("flume-channel-full:seda:c1").orElseThrow().getDetails()).containsEntry("channel", "seda:c1")
                .hasEntrySatisfying("downMillis", millis -> assertThat((Long) millis).isGreaterThanOrEqualTo(1000));
        probe.unblock();
        awaitState("flume-channel-full:seda:c1", HealthCheck.State.UP);
    }

    @Test
    void aChannelThatRefusesPutsIsDown() throws Exception {
        flow("stopped");
        source().send(numbers(0, 60));
        assertThat(source().send(numbers(0, 60)).failure()).isNotNull();
        HealthCheckHelper.invoke(context);
        await().until(() -> {
            source().send(numbers(0, 60));
            return result("flume-channel-full:seda:c1").orElseThrow().getState() == HealthCheck.State.DOWN;
        });
        assertThat(result("flume-channel-full:seda:c1").orElseThrow().getMessage().orElseThrow())
                .matches("Channel seda:c1 has refused everything for \\d+ s: it holds 60 of 100 .*Its sources are held up.*");
    }

    @Test
    void aSinkThatFailsIsDownUntilItDelivers() throws Exception {
        flow("started");
        probe.failNext(Integer.MAX_VALUE);
        source().send(numbers(0, 10));
        assertThat(awaitState("flume-sink:seda:c1", HealthCheck.State.DOWN))
                .matches("Nothing has left channel seda:c1 for \\d+ s: it holds 10 of 100 events .*See in the log why the sink"
                         + " of route archive fails; nothing is lost, it is tried again");
        probe.failNext(0);
        awaitState("flume-sink:seda:c1", HealthCheck.State.UP);
    }

    @Test
    void aRouteThatIsStoppedIsNamed() throws Exception {
        flow("stopped");
        source().send(numbers(0, 10));
        assertThat(awaitState("flume-sink:seda:c1", HealthCheck.State.DOWN)).endsWith("Start route archive, which reads it");
    }

    @Test
    void aChannelThatNobodyReadsIsNamed() throws Exception {
        fake().holds(10, -1);
        assertThat(awaitState("flume-sink:fake:c1", HealthCheck.State.DOWN))
                .endsWith("No route here reads it with flume-spooler:fake:c1");
    }

    @Test
    void aBrokerThatIsDownIsDown() throws Exception {
        fake().problem = "the broker at tcp://b:61616 does not answer";
        assertThat(awaitState("flume-channel:fake:c1", HealthCheck.State.DOWN))
                .matches("Channel fake:c1 cannot be used, for \\d+ m?s now: the broker at tcp://b:61616 does not answer\\. What"
                         + " is in it stays there, and its sources wait");
        fake().problem = null;
        awaitState("flume-channel:fake:c1", HealthCheck.State.UP);
    }

    @Test
    void aDeadLetterThatGrowsIsDown() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("flume.health.maxDeadLetters", "5");
        DeadLetterCounter counter = Counters.of(context).deadLetter("d1");
        counter.written(5);
        assertThat(awaitState("flume-deadletter:d1", HealthCheck.State.UP))
                .isEqualTo("5 events went to dead letter d1 within the last 10 min");
        counter.written(1);
        assertThat(awaitState("flume-deadletter:d1", HealthCheck.State.DOWN))
                .startsWith("6 events went to dead letter d1 within the last 10 min: look why");
    }

    @Test
    void aDeadLetterThatCannotBeWrittenIsDownUntilItCan() throws Exception {
        DeadLetterCounter counter = Counters.of(context).deadLetter("d1");
        counter.refused(3, "No space left on device");
        assertThat(awaitState("flume-deadletter:d1", HealthCheck.State.DOWN)).startsWith(
                "Dead letter d1 cannot be written: No space left on device. Its events stay where they were");
        counter.written(3);
        assertThat(awaitState("flume-deadletter:d1", HealthCheck.State.DOWN)).startsWith("3 events");
    }

    @Test
    void aDeadLetterIsForgottenAfterItsTime() {
        DeadLetterCounter counter = Counters.of(context).deadLetter("d1");
        DeadLetterGauge gauge = new DeadLetterGauge(counter, 60_000);
        counter.written(3);
        gauge.sample(TimeUnit.SECONDS.toNanos(10));
        counter.written(4);
        assertThat(gauge.recent(TimeUnit.SECONDS.toNanos(70))).isEqualTo(7);
        assertThat(gauge.recent(TimeUnit.SECONDS.toNanos(71))).isEqualTo(4);
        assertThat(gauge.recent(TimeUnit.SECONDS.toNanos(131))).isZero();
    }

    @Test
    void checksCanBeExcludedAsAllOthers() throws Exception {
        fake();
        awaitState("flume-sink:fake:c1", HealthCheck.State.UP);
        HealthCheckRegistry.get(context).setExcludePattern("flume-sink*");
        assertThat(result("flume-sink:fake:c1")).isEmpty();
        assertThat(result("flume-channel:fake:c1")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"maxFill, 120", "maxFullTime, soon", "enabled, yes", "maxStallTime, -5s", "maxDeadLetters, 1.5"})
    void settingsThatMakeNoSenseAreRefused(String setting, String value) {
        context.getPropertiesComponent().addOverrideProperty("flume.health." + setting, value);
        assertThatThrownBy(() -> HealthSettings.of(context)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flume.health." + setting).hasMessageContaining(value);
    }

    @Test
    void theyCanBeSwitchedOff() {
        context.getPropertiesComponent().addOverrideProperty("flume.health.enabled", "false");
        fake();
        assertThat(HealthCheckHelper.invoke(context, "full")).noneMatch(result -> "flume".equals(result.getCheck().getGroup()));
    }
}
