/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every channel keeps of the delivery contract. A channel extends it and says how its endpoints are written.
 */
public abstract class ChannelContractTest extends FlumeTestSupport {

    /** The URI that puts on a channel of that name, with options, each as {@code key=value}. */
    protected abstract String channel(String name, String... options);

    /** The URI that drains a channel of that name, with options, each as {@code key=value}. */
    protected abstract String spooler(String name, String... options);

    /** Options of a channel that is full with some events and refuses at once. */
    protected abstract String[] smallAndImpatient(int events);

    /** Options of a channel that is full with some events and waits some seconds for room. */
    protected abstract String[] small(int events, int keepAliveSeconds);

    /**
     * Whether a put returns only when the batch is safe on a disk. The source is then done with it; otherwise its
     * acknowledgement stays open until a sink is.
     */
    protected boolean isDurable() {
        return false;
    }

    /** A batch that was put and that no sink is done with: the channel answers for it, or its source still does. */
    private void assertNotDoneBySink(ProbeSource.Sent sent) {
        if (isDurable()) {
            assertThat(sent.isDelivered()).as("acknowledged when the put returned").isTrue();
        } else {
            assertThat(sent.settled()).isNotDone();
        }
    }

    /** Waits until some batches are settled and the sink has as many events in all. */
    private void awaitDelivered(int events, List<ProbeSource.Sent> sent) {
        await().until(() -> probe.count() >= events && sent.stream().allMatch(ProbeSource.Sent::isDelivered));
    }

    private void awaitDelivered(int events, ProbeSource.Sent... sent) {
        awaitDelivered(events, List.of(sent));
    }

    private static String to(String uri) {
        return "- to: \"" + uri + "\"";
    }

    private static final String TO_PROBE = "- process:\n    ref: probe";

    private String sinkRoute(String name, String... options) {
        return route("sink-" + name, spooler(name, options), "noErrorHandler: {}", TO_PROBE);
    }

    @Test
    void deliversInOrderAndOnce() throws Exception {
        routes(sourceRoute(to(channel("c1"))), sinkRoute("c1"));
        for (int i = 0; i < 100; i++) {
            assertThat(source().send(numbers(i * 10, i * 10 + 10)).failure()).isNull();
        }
        await().until(() -> probe.count() >= 1000);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 1000));
    }

    @Test
    void acknowledgesWhenTheSinkIsDoneOrTheBatchIsOnDisk() throws Exception {
        probe.block();
        routes(sourceRoute(to(channel("c1"))), sinkRoute("c1"));
        ProbeSource.Sent sent = source().send(numbers(0, 3));
        await().until(() -> probe.attempts() == 1);
        assertNotDoneBySink(sent);
        if (!isDurable()) {
            assertThat(sent.acknowledgement().holders()).singleElement().asString().contains("c1");
        }
        probe.unblock();
        awaitDelivered(3, sent);
    }

    @Test
    void takesAFailedBatchAgainInItsPlace() throws Exception {
        probe.failNext(3);
        routes(sourceRoute(to(channel("c1"))), sinkRoute("c1", "batchSize=10", "backoffSleepIncrement=20"));
        List<ProbeSource.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sent.add(source().send(numbers(i * 10, i * 10 + 10)));
        }
        awaitDelivered(200, sent);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 200));
        assertThat(probe.attempts()).isEqualTo(23);
    }

    @Test
    void goesOnAfterASinkHasLeftAnInterruptBehind() throws Exception {
        routes(sourceRoute(to(channel("c1"))),
                route("sink-c1", spooler("c1"), "noErrorHandler: {}", TO_PROBE, "- process:\n    ref: interrupt"));
        for (int i = 0; i < 3; i++) {
            awaitDelivered(i + 1, source().send(numbers(i, i + 1)));
        }
        assertThat(texts(probe.events())).isEqualTo(texts(0, 3));
    }

    @Test
    void cutsBatchesByNumberOfEvents() throws Exception {
        probe.block();
        routes(sourceRoute(to(channel("c1"))), sinkRoute("c1", "batchSize=7"));
        ProbeSource.Sent large = source().send(numbers(0, 20));
        ProbeSource.Sent small = source().send(numbers(20, 22));
        probe.unblock();
        awaitDelivered(22, large, small);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 22));
        assertThat(probe.batches()).extracting(EventBatch::size).startsWith(7, 7).allMatch(size -> size <= 7);
    }

    @Test
    void cutsBatchesByBytesAndLetsALargerEventTravelAlone() throws Exception {
        probe.block();
        routes(sourceRoute(to(channel("c1"))), sinkRoute("c1", "batchBytes=100"));
        ProbeSource.Sent sent = source().send(EventBatch.of(Event.of(new byte[60]), Event.of(new byte[60]),
                Event.of(new byte[500]), Event.of(new byte[10]), Event.of(new byte[20])));
        probe.unblock();
        awaitDelivered(5, sent);
        assertThat(probe.batches()).extracting(EventBatch::bytes).containsExactly(60L, 60L, 500L, 30L);
    }

    @Test
    void mergesSmallBatchesAndAcknowledgesEachOfThem() throws Exception {
        probe.block();
        routes(sourceRoute(to(channel("c1"))), sinkRoute("c1", "batchSize=100"));
        List<ProbeSource.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add(source().send(numbers(i, i + 1)));
        }
        probe.unblock();
        awaitDelivered(50, sent);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 50));
        assertThat(probe.batches().size()).isLessThan(20);
    }

    @Test
    void waitsForMoreUpToTheBatchTimeout() throws Exception {
        routes(sourceRoute(to(channel("c1"))), sinkRoute("c1", "batchSize=3", "batchTimeout=20000"));
        source().send(numbers(0, 1));
        source().send(numbers(1, 2));
        source().send(numbers(2, 3));
        await().until(() -> probe.count() == 3);
        assertThat(probe.batches()).hasSize(1);
    }

    @Test
    void settlesWhenTwoChannelsInSequenceAreDone() throws Exception {
        probe.block();
        routes(sourceRoute(to(channel("c1")), to(channel("c2"))), sinkRoute("c1"),
                route("quick", spooler("c2"), "noErrorHandler: {}", to("mock:quick")));
        getMockEndpoint("mock:quick").expectedMessageCount(1);
        ProbeSource.Sent sent = source().send(numbers(0, 2));
        getMockEndpoint("mock:quick").assertIsSatisfied();
        assertNotDoneBySink(sent);
        probe.unblock();
        awaitDelivered(2, sent);
    }

    @Test
    void settlesWhenAllBranchesOfAMulticastAreDone() throws Exception {
        settlesWhenAllBranchesAreDone("- multicast:\n    steps:\n      " + to(channel("c1")) + "\n      " + to(channel("c2")));
    }

    @Test
    void settlesWhenAllBranchesOfAParallelMulticastAreDone() throws Exception {
        settlesWhenAllBranchesAreDone("- multicast:\n    parallelProcessing: \"true\"\n    steps:\n      " + to(channel("c1"))
                                      + "\n      " + to(channel("c2")));
    }

    @Test
    void settlesWhenAllRecipientsOfAListAreDone() throws Exception {
        settlesWhenAllBranchesAreDone("- recipientList:\n    constant: \"" + channel("c1") + "|" + channel("c2")
                                      + "\"\n    delimiter: \"|\"");
    }

    @Test
    void settlesWhenAllChannelsOfAReplicatingSelectorAreDone() throws Exception {
        settlesWhenAllBranchesAreDone(replicating("channels: \"" + channel("c1") + " " + channel("c2") + "\""));
    }

    @Test
    void settlesWhenAllChannelsOfAMultiplexingSelectorAreDone() throws Exception {
        probe.block();
        routes(sourceRoute("- to:\n    uri: flume-selector:k\n    parameters:\n      mapping.1: \"" + channel("c1")
                           + "\"\n      mapping.2: \"" + channel("c2") + "\""),
                sinkRoute("c1"), route("quick", spooler("c2"), "noErrorHandler: {}", to("mock:quick")));
        getMockEndpoint("mock:quick").expectedMessageCount(1);
        ProbeSource.Sent sent = source().send(EventBatch.of(Event.of(Map.of("k", "1"), new byte[1]),
                Event.of(Map.of("k", "2"), new byte[2]), Event.of(Map.of("k", "3"), new byte[3])));
        getMockEndpoint("mock:quick").assertIsSatisfied();
        await().until(() -> probe.attempts() == 1);
        assertNotDoneBySink(sent);
        probe.unblock();
        awaitDelivered(1, sent);
        assertThat(probe.events()).extracting(Event::length).containsExactly(1);
    }

    @Test
    void anOptionalChannelIsNotWaitedFor() throws Exception {
        probe.block();
        routes(sourceRoute(replicating("channels: \"" + channel("c1") + "\"", "optional: \"" + channel("c2") + "\"")),
                sinkRoute("c2"), route("quick", spooler("c1"), "noErrorHandler: {}", to("mock:quick")));
        ProbeSource.Sent sent = source().send(numbers(0, 2));
        await().until(sent::isDelivered);
        probe.unblock();
        await().until(() -> probe.count() == 2);
    }

    @Test
    void anOptionalChannelThatIsFullFailsNobody() throws Exception {
        routes(sourceRoute(replicating("channels: \"" + channel("c1") + "\"",
                "optional: \"RAW(" + channel("full", smallAndImpatient(1)) + ")\"")),
                sinkRoute("c1"));
        List<ProbeSource.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(source().send(numbers(i * 10, i * 10 + 10)));
        }
        assertThat(sent).extracting(ProbeSource.Sent::failure).containsOnlyNulls();
        awaitDelivered(50, sent);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 50));
    }

    @Test
    void aRequiredChannelThatIsFullFailsThePutUntilThereIsRoom() throws Exception {
        probe.block();
        routes(sourceRoute(replicating("channels: \"RAW(" + channel("c1", smallAndImpatient(10)) + ")\"",
                "optional: \"" + channel("c2") + "\"")), sinkRoute("c1"));
        ProbeSource.Sent first = source().send(numbers(0, 10));
        assertThat(first.failure()).isNull();
        ProbeSource.Sent refused = source().send(numbers(10, 20));
        assertThat(refused.failure()).isNotNull();
        assertThat(refused.isFailed()).isTrue();
        probe.unblock();
        awaitDelivered(10, first);
        // an event is with the sink a moment before its room is free
        await().until(() -> source().send(numbers(10, 20)).failure() == null);
        await().until(() -> probe.count() == 20);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 20));
    }

    private static String replicating(String... options) {
        return "- to:\n    uri: flume-selector:replicating\n    parameters:\n" + String.join("\n", options).indent(6);
    }

    private void settlesWhenAllBranchesAreDone(String fanOut) throws Exception {
        probe.block();
        routes(sourceRoute(fanOut), sinkRoute("c1"), route("quick", spooler("c2"), "noErrorHandler: {}", to("mock:quick")));
        getMockEndpoint("mock:quick").expectedMessageCount(1);
        ProbeSource.Sent sent = source().send(numbers(0, 2));
        assertThat(sent.failure()).isNull();
        getMockEndpoint("mock:quick").assertIsSatisfied();
        await().until(() -> probe.attempts() == 1);
        assertNotDoneBySink(sent);
        probe.unblock();
        awaitDelivered(2, sent);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 2));
    }

    @Test
    void settlesWhenTheLastPieceOfASplitIsDone() throws Exception {
        probe.block();
        routes(sourceRoute("- split:\n    simple: \"${body}\"\n    steps:\n      " + to(channel("c1"))),
                sinkRoute("c1", "batchSize=1"));
        ProbeSource.Sent sent = source().send(numbers(0, 5));
        await().until(() -> probe.attempts() == 1);
        assertNotDoneBySink(sent);
        probe.unblock();
        awaitDelivered(5, sent);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 5));
    }

    @Test
    void settlesAtOnceWhatIsFilteredToNothing() throws Exception {
        routes(sourceRoute("- process:\n    ref: filterAll", to(channel("c1"))), sinkRoute("c1"));
        assertThat(source().send(numbers(0, 5)).isDelivered()).isTrue();
        assertThat(probe.attempts()).isZero();
    }

    @Test
    void holdsABatchOpenAcrossAChainOfChannels() throws Exception {
        probe.block();
        routes(sourceRoute(to(channel("c1"))), route("relay", spooler("c1"), "noErrorHandler: {}", to(channel("c2"))),
                sinkRoute("c2"));
        ProbeSource.Sent sent = source().send(numbers(0, 5));
        await().until(() -> probe.attempts() == 1);
        assertNotDoneBySink(sent);
        probe.unblock();
        awaitDelivered(5, sent);
    }

    @Test
    void failsTheAcknowledgementWhenOneBranchFails() throws Exception {
        routes(sourceRoute("- multicast:\n    steps:\n      " + to(channel("full", smallAndImpatient(1))) + "\n      "
                           + to(channel("c2"))),
                route("quick", spooler("c2"), "noErrorHandler: {}", to("mock:quick")));
        assertThat(source().send(numbers(0, 1)).failure()).isNull();
        ProbeSource.Sent refused = source().send(numbers(1, 2));
        await().until(refused::isFailed);
    }

    @Test
    void undoesARefusedPut() throws Exception {
        routes(sourceRoute(to(channel("c1", smallAndImpatient(2)))));
        assertThat(source().send(numbers(0, 2)).failure()).isNull();
        ProbeSource.Sent refused = source().send(numbers(2, 3));
        assertThat(refused.failure()).hasMessageContaining("c1").hasMessageContaining("full");
        assertThat(refused.isFailed()).isTrue();
        routes(sinkRoute("c1"));
        await().until(() -> probe.count() == 2);
        // an event is with the sink a moment before its room is free
        await().until(() -> source().send(numbers(2, 3)).failure() == null);
        await().until(() -> probe.count() == 3);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 3));
    }

    @Test
    void losesNothingWhileItIsFullForTenKeepAlives() throws Exception {
        probe.block();
        routes(sourceRoute(to(channel("c1", small(4, 1)))), sinkRoute("c1", "batchSize=2"));
        List<ProbeSource.Sent> accepted = new ArrayList<>();
        for (int i = 0; i < 4; i += 2) {
            accepted.add(source().send(numbers(i, i + 2)));
        }
        for (int round = 0; round < 10; round++) {
            assertThat(source().send(numbers(4, 6)).failure()).isNotNull();
        }
        accepted.forEach(this::assertNotDoneBySink);
        probe.unblock();
        accepted.add(source().send(numbers(4, 6)));
        awaitDelivered(6, accepted);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 6));
    }

    @Test
    void takesABatchLargerThanItsCapacityWhenEmpty() throws Exception {
        probe.block();
        routes(sourceRoute(to(channel("c1", smallAndImpatient(2)))), sinkRoute("c1"));
        ProbeSource.Sent large = source().send(numbers(0, 50));
        assertThat(large.failure()).isNull();
        assertThat(source().send(numbers(50, 51)).failure()).isNotNull();
        probe.unblock();
        awaitDelivered(50, large);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 50));
    }

    @Test
    void takesAnInterruptWhileItWaitsForAFailure() throws Exception {
        routes(sourceRoute(to(channel("c1", small(1, 60)))));
        source().send(numbers(0, 1));
        AtomicReference<ProbeSource.Sent> sent = new AtomicReference<>();
        Thread sender = new Thread(() -> {
            try {
                sent.set(source().send(numbers(1, 2)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        sender.start();
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
        sender.interrupt();
        sender.join(PATIENCE.toMillis());
        assertThat(sent.get().failure()).isNotNull();
        assertThat(sent.get().isFailed()).isTrue();
        routes(sinkRoute("c1"));
        await().until(() -> probe.count() >= 1);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 1));
    }

    @Test
    void losesNothingWhenTheSinkRouteStopsAndStartsAgain() throws Exception {
        routes(sourceRoute(to(channel("c1"))), sinkRoute("c1", "batchSize=5", "backoffSleepIncrement=20"));
        List<ProbeSource.Sent> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sent.add(source().send(numbers(i * 10, i * 10 + 10)));
        }
        await().until(() -> probe.count() >= 20);
        probe.failNext(Integer.MAX_VALUE);
        sent.add(source().send(numbers(100, 110)));
        int before = probe.attempts();
        await().until(() -> probe.attempts() > before);
        context.getRouteController().stopRoute("sink-c1", 1, TimeUnit.SECONDS);
        sent.add(source().send(numbers(110, 120)));
        probe.failNext(0);
        context.getRouteController().startRoute("sink-c1");
        awaitDelivered(120, sent);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 120));
    }

    @Test
    void carriesBodiesByteForByte() throws Exception {
        routes(sourceRoute(to(channel("c1"))), sinkRoute("c1"));
        List<byte[]> bodies = OddBodies.all();
        ProbeSource.Sent sent = source().send(EventBatch.of(bodies.stream().map(Event::of).toList()));
        awaitDelivered(bodies.size(), sent);
        assertThat(OddBodies.equal(probe.events().stream().map(Event::body).toList(), bodies)).isTrue();
    }

    @Test
    void keepsEventHeadersInTheEventAndOutOfTheMessage() throws Exception {
        routes(sourceRoute(to(channel("c1"))),
                route("sink", spooler("c1"), "noErrorHandler: {}", TO_PROBE, to("mock:after")));
        getMockEndpoint("mock:after").expectedMessageCount(1);
        Map<String, String> hostile = ControlHeaders.hostile("elsewhere");
        source().send(EventBatch.of(Event.of(hostile, "body".getBytes(StandardCharsets.UTF_8))));
        getMockEndpoint("mock:after").assertIsSatisfied();
        assertThat(getMockEndpoint("mock:after").getReceivedExchanges().get(0).getMessage().getHeaders())
                .doesNotContainKeys(hostile.keySet().toArray(new String[0]));
        assertThat(probe.events().get(0).headers()).isEqualTo(hostile);
    }

    @Test
    void refusesWhatLeftTheContractBeforeTheChannel() throws Exception {
        routes(sourceRoute("- aggregate:\n    correlationExpression:\n      constant: all\n    aggregationStrategy: "
                           + "\"#class:org.apache.camel.processor.aggregate.UseLatestAggregationStrategy\"\n"
                           + "    completionTimeout: 50\n    steps:\n      - doTry:\n          steps:\n            "
                           + to(channel("c1")) + "\n          doCatch:\n            - exception:\n"
                           + "                - java.lang.IllegalStateException\n              steps:\n                "
                           + to("mock:refused")),
                sinkRoute("c1"));
        getMockEndpoint("mock:refused").expectedMessageCount(1);
        ProbeSource.Sent sent = source().send(numbers(0, 1));
        assertThat(sent.isDelivered()).as("the aggregator returns before the channel is reached").isTrue();
        getMockEndpoint("mock:refused").assertIsSatisfied();
        assertThat(probe.attempts()).isZero();
    }
}
