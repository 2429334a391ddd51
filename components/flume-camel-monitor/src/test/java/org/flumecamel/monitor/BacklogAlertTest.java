/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.flumecamel.channel.Channels;
import org.flumecamel.core.EventBatch;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Alerts of flume-backlog. */
class BacklogAlertTest extends FlumeTestSupport {

    private final CountDownLatch hang = new CountDownLatch(1);
    private volatile int failures;

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("hang", (Processor) exchange -> hang.await());
        registry.bind("fail", (Processor) exchange -> {
            if (failures > 0) {
                failures--;
                throw new IOException("the pager does not answer");
            }
        });
    }

    private void flow() throws Exception {
        routes(sourceRoute("- to: flume-channel:seda:c1?capacity=100&keepAlive=0"),
                route("sink", "flume-spooler:seda:c1?batchSize=10", "noErrorHandler: {}", "- process:\n    ref: probe"));
    }

    private void alerts(String options, String... steps) throws Exception {
        List<String> all = new ArrayList<>(List.of(steps));
        all.add("- to: mock:alerts");
        routes(route("alerts", "flume-backlog:" + options, "noErrorHandler: {}", all.toArray(String[]::new)));
    }

    private List<Exchange> alerts() {
        return context.getEndpoint("mock:alerts", MockEndpoint.class).getExchanges();
    }

    private Exchange alert(int number) {
        await().until(() -> alerts().size() >= number);
        return alerts().get(number - 1);
    }

    private FakeChannel fake(String name) {
        return (FakeChannel) Channels.of(context).get("fake:" + name);
    }

    @Test
    void isRaisedAndClearedWithARealChannel() throws Exception {
        flow();
        alerts("seda:c1?interval=50");
        probe.block();
        for (int i = 0; i < 9; i++) {
            source().send(numbers(i * 10, i * 10 + 10));
        }

        Exchange raised = alert(1);
        assertThat(raised.getMessage().getHeaders())
                .containsEntry(BacklogConstants.STATE, "raised").containsEntry(BacklogConstants.REASON, "watermark")
                .containsEntry(BacklogConstants.CHANNEL, "seda:c1").containsEntry(BacklogConstants.EVENTS, 90L)
                .containsEntry(BacklogConstants.EVENT_LIMIT, 100L).containsEntry(BacklogConstants.FILL, 90.0)
                .doesNotContainKey(BacklogConstants.RAISED_FOR);
        assertThat(raised.getMessage().getHeader(BacklogConstants.BYTES, Long.class)).isPositive();
        assertThat(raised.getMessage().getHeader(BacklogConstants.OLDEST, Long.class)).isNotNegative();
        assertThat(raised.getMessage().getBody(String.class))
                .startsWith("Channel seda:c1 is at 90 %, its high watermark is 80 %; it holds 90 of 100 events (")
                .endsWith(".");

        probe.unblock();
        Exchange cleared = alert(2);
        assertThat(cleared.getMessage().getHeaders()).containsEntry(BacklogConstants.STATE, "cleared")
                .containsEntry(BacklogConstants.REASON, "watermark").containsEntry(BacklogConstants.EVENTS, 0L);
        assertThat(cleared.getMessage().getHeader(BacklogConstants.RAISED_FOR, Long.class)).isPositive();
        assertThat(cleared.getMessage().getBody(String.class))
                .matches("Channel seda:c1 is down to 0 %, its low watermark is 60 %, after \\d+ m?s; it holds 0 of .*\\.");
        assertThat(alerts()).hasSize(2);
    }

    @Test
    void anOldEventIsAnAlert() throws Exception {
        fake("c1").holds(1, 5000);
        alerts("fake:c1?interval=50&maxAge=4s");
        assertThat(alert(1).getMessage().getHeaders()).containsEntry(BacklogConstants.REASON, "age")
                .containsEntry(BacklogConstants.OLDEST, 5000L);
        assertThat(alert(1).getMessage().getBody(String.class))
                .startsWith("The oldest event of channel fake:c1 has waited for 5 s, its maxAge is 4 s; it holds 1 of");
        fake("c1").holds(0, 0);
        assertThat(alert(2).getMessage().getBody(String.class)).startsWith("Channel fake:c1 is empty again, after ");
    }

    @Test
    void aChannelThatCannotBeUsedIsAnAlert() throws Exception {
        fake("c1").problem = "the broker at tcp://b:61616 does not answer";
        alerts("fake:c1?interval=50");
        assertThat(alert(1).getMessage().getBody(String.class))
                .startsWith("Channel fake:c1 cannot be used: the broker at tcp://b:61616 does not answer; ");
        fake("c1").problem = null;
        assertThat(alert(2).getMessage().getHeaders()).containsEntry(BacklogConstants.STATE, "cleared")
                .containsEntry(BacklogConstants.REASON, "problem");
    }

    @Test
    void watermarksMayBeEventsOrBytes() throws Exception {
        fake("c1").holds(50, 0);
        alerts("fake:c1?interval=50&highWatermark=500B&lowWatermark=100B");
        assertThat(alert(1).getMessage().getBody(String.class))
                .startsWith("Channel fake:c1 is at 500 bytes, its high watermark is 500 bytes");
    }

    @Test
    void aStarWatchesAllChannels() throws Exception {
        fake("c1").holds(90, 0);
        alerts("*?interval=50");
        alert(1);
        fake("c2").holds(95, 0);
        assertThat(alert(2).getMessage().getHeader(BacklogConstants.CHANNEL)).isEqualTo("fake:c2");
    }

    @Test
    void aStatusComesPeriodically() throws Exception {
        fake("c1").holds(10, 0);
        alerts("fake:c1?interval=20&period=60");
        await().until(() -> alerts().stream().anyMatch(
                status -> Long.valueOf(10).equals(status.getMessage().getHeader(BacklogConstants.EVENTS))));
        fake("c1").holds(90, 0);
        await().until(() -> alerts().stream().anyMatch(
                exchange -> "raised".equals(exchange.getMessage().getHeader(BacklogConstants.STATE))));
        await().untilAsserted(() -> assertThat(alerts().get(alerts().size() - 1).getMessage().getHeaders())
                .containsEntry(BacklogConstants.STATE, "status").containsEntry(BacklogConstants.REASON, "watermark"));
        assertThat(alerts().get(alerts().size() - 1).getMessage().getBody(String.class))
                .startsWith("Channel fake:c1: it holds 90 of 100 events");
    }

    @Test
    void anAlertThatItsRouteCannotTakeIsEmittedAgain() throws Exception {
        fake("c1").holds(90, 0);
        failures = 2;
        alerts("fake:c1?interval=50", "- process:\n    ref: fail");
        assertThat(alert(1).getMessage().getHeader(BacklogConstants.STATE)).isEqualTo("raised");
        assertThat(failures).isZero();
        fake("c1").holds(0, 0);
        assertThat(alert(2).getMessage().getHeader(BacklogConstants.STATE)).isEqualTo("cleared");
    }

    @Test
    void aRouteOfAlertsThatHangsHoldsUpNobody() throws Exception {
        flow();
        alerts("seda:c1?interval=50&highWatermark=1", "- to: mock:before", "- process:\n    ref: hang");
        probe.block();
        source().send(numbers(0, 10));
        await().until(() -> context.getEndpoint("mock:before", MockEndpoint.class).getReceivedCounter() > 0);
        probe.unblock();
        for (int i = 1; i < 50; i++) {
            sendUntilTaken(numbers(i * 10, i * 10 + 10));
        }
        await().until(() -> probe.count() == 500);
        long before = System.nanoTime();
        context.stop();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(10);
    }

    @Test
    void aChannelThatNobodyUsesIsRefusedAtTheStart() throws Exception {
        flow();
        assertThatThrownBy(() -> alerts("seda:c2")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no channel seda:c2 to watch: no flume-channel or flume-spooler endpoint uses it; there is"
                            + " seda:c1");
        assertThat(Channels.of(context).byUri()).containsOnlyKeys("seda:c1");
    }

    @Test
    void aChannelOfALaterRouteOfTheSameStartIsKnown() throws Exception {
        context.stop();
        routes(route("alerts", "flume-backlog:seda:c1?interval=50&highWatermark=1", "noErrorHandler: {}", "- to: mock:alerts"),
                sourceRoute("- to: flume-channel:seda:c1"));
        context.start();
        source().send(numbers(0, 3));
        assertThat(alert(1).getMessage().getHeader(BacklogConstants.EVENTS)).isEqualTo(3L);
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        for (String options : List.of("highWatermark=lots", "lowWatermark=90%", "lowWatermark=5", "maxAge=-1", "period=-1",
                "interval=0", "clearAge=5s", "maxAge=1s&clearAge=2s")) {
            assertThatThrownBy(() -> context.getEndpoint("flume-backlog:fake:c1?" + options)).rootCause().as(options)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void sendUntilTaken(EventBatch batch) {
        await().until(() -> source().send(batch).failure() == null);
    }
}
