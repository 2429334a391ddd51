/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;
import org.flumecamel.core.Headers;
import org.flumecamel.core.PollingSource;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SourceCounter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every source keeps of the delivery contract. A source extends it, says how its endpoint is written and makes events
 * for it to read. The memory channel must be on the class path of the test.
 */
public abstract class SourceContractTest extends FlumeTestSupport {

    private static final String TO_PROBE = "- process:\n    ref: probe";

    private final AtomicBoolean failedOnce = new AtomicBoolean();
    private final AtomicBoolean marked = new AtomicBoolean();
    private final AtomicLong counted = new AtomicLong();

    /**
     * The URI of a source named {@code s1} that makes batches of at most ten events, with further options, each as
     * {@code key=value}.
     */
    protected abstract String sourceUri(String... options);

    /**
     * Makes the events with these numbers ready to be read, after those that were made before. A source that makes its
     * events itself has nothing to do.
     *
     * @return the bodies that the source is to deliver for them
     */
    protected abstract List<String> produce(int from, int to) throws Exception;

    /**
     * Makes events with these bodies ready to be read.
     *
     * @return false if the source cannot be made to read them
     */
    protected abstract boolean produceBodies(List<byte[]> bodies) throws Exception;

    /** Whether the source reads what was not acknowledged again after a restart. */
    protected abstract boolean isRereadable();

    /** Whether the source goes on with other events for ever, so that a test looks at the first ones only. */
    protected boolean isEndless() {
        return false;
    }

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("failFirstLater", (Processor) exchange -> {
            Acknowledgement.Hold hold = Acknowledgement.of(exchange).hold("the test");
            if (failedOnce.compareAndSet(false, true)) {
                CompletableFuture.runAsync(() -> hold.fail(new IllegalStateException("failed as it was told to")));
            } else {
                probe.process(exchange);
                hold.release();
            }
        });
        registry.bind("markFirst", (Processor) exchange -> {
            EventBatch batch = EventBatches.from(exchange);
            if (marked.compareAndSet(false, true)) {
                Headers stuck = Headers.of("stuck", "yes");
                EventBatch.Builder builder = new EventBatch.Builder(batch.size());
                batch.forEach(event -> builder.add(event.withHeaders(event.headers().with(stuck))));
                exchange.getMessage().setBody(builder.build());
            }
        });
        registry.bind("count", (Processor) exchange -> counted.addAndGet(EventBatches.from(exchange).size()));
        registry.bind("oneEvent", (Processor) exchange -> assertThat(EventBatches.from(exchange).size()).isEqualTo(1));
    }

    /** How many events a stuck sink is offered; a source that makes its events quickly should offer ten million. */
    protected int manyEvents() {
        return 50_000;
    }

    private static String sourceRouteFrom(String uri, String... steps) {
        return route("source", uri, "noErrorHandler: {}", steps);
    }

    private static String sinkRoute(String... options) {
        return route("sink", "flume-spooler:seda:c1" + (options.length == 0 ? "" : "?" + String.join("&", options)),
                "noErrorHandler: {}", TO_PROBE);
    }

    private void awaitExactly(List<String> expected) {
        await().until(() -> probe.count() >= expected.size());
        assertThat(texts(probe.events()).subList(0, expected.size())).isEqualTo(expected);
        if (!isEndless()) {
            assertThat(probe.count()).isEqualTo(expected.size());
        }
    }

    @Test
    void deliversInOrderAndOnce() throws Exception {
        List<String> expected = produce(0, 500);
        routes(sourceRouteFrom(sourceUri(), "- to: flume-channel:seda:c1"), sinkRoute());
        awaitExactly(expected);
    }

    @Test
    void readsWhatComesLater() throws Exception {
        List<String> expected = new ArrayList<>(produce(0, 10));
        routes(sourceRouteFrom(sourceUri(), TO_PROBE));
        await().until(() -> probe.count() >= 10);
        expected.addAll(produce(10, 50));
        awaitExactly(expected);
    }

    @Test
    void pausesWhenTooMuchIsNotAcknowledged() throws Exception {
        List<String> expected = produce(0, 1000);
        probe.block();
        routes(sourceRouteFrom(sourceUri("maxUnacknowledgedEvents=50"), "- to: flume-channel:seda:c1"), sinkRoute());
        SourceCounter counter = Counters.of(context).source("s1");
        await().until(() -> counter.getEventAcceptedCount() >= 50);
        await().during(Duration.ofMillis(300)).until(() -> counter.getEventAcceptedCount() < 70);
        probe.unblock();
        awaitExactly(expected);
    }

    @Test
    void keepsItsMemoryBoundedAndNamesTheChannelThatHoldsItUp() throws Exception {
        List<String> expected = produce(0, 100);
        int many = manyEvents();
        produce(100, many);
        probe.block();
        routes(sourceRouteFrom(sourceUri("maxUnacknowledgedEvents=" + many / 10), "- process:\n    ref: markFirst",
                "- to:\n    uri: flume-selector:stuck\n    parameters:\n      mapping.yes: flume-channel:seda:c1\n"
                                                                                 + "      default: flume-channel:seda:c2"),
                sinkRoute(), route("quick", "flume-spooler:seda:c2", "noErrorHandler: {}", "- process:\n    ref: count"));
        PollingSource<?> source = (PollingSource<?>) context.getRoute("source").getConsumer();
        await().until(() -> source.pausedBy() != null);
        assertThat(source.pausedBy()).isEqualTo("channel c1");
        assertThat(Counters.of(context).source("s1").getEventAcceptedCount()).isLessThanOrEqualTo(many / 10 + 10);
        probe.unblock();
        await().until(() -> probe.count() + counted.get() >= many);
        assertThat(texts(probe.events())).isEqualTo(expected.subList(0, probe.count()));
    }

    @Test
    void offersARefusedBatchAgain() throws Exception {
        List<String> expected = produce(0, 100);
        probe.block();
        routes(sourceRouteFrom(sourceUri("backoffSleepIncrement=20"), "- to: flume-channel:seda:c1?capacity=25&keepAlive=0"),
                sinkRoute());
        SourceCounter counter = Counters.of(context).source("s1");
        await().until(() -> counter.getChannelWriteFail() >= 3);
        probe.unblock();
        awaitExactly(expected);
    }

    @Test
    void sendsAgainWhatASinkInItsRouteHasFailed() throws Exception {
        List<String> expected = produce(0, 100);
        probe.failNext(3);
        routes(sourceRouteFrom(sourceUri("backoffSleepIncrement=20"), TO_PROBE));
        awaitExactly(expected);
    }

    @Test
    void sendsAgainWhatFailedAfterItsRouteHadReturned() throws Exception {
        List<String> expected = produce(0, 100);
        routes(sourceRouteFrom(sourceUri("backoffSleepIncrement=20"), "- process:\n    ref: failFirstLater"));
        await().until(() -> texts(probe.events()).containsAll(expected));
        assertThat(texts(probe.events())).doesNotHaveDuplicates();
    }

    @Test
    void readsAgainAfterARestartWhatWasNotAcknowledgedAndOnlyThat() throws Exception {
        Assumptions.assumeTrue(isRereadable(), "this source cannot read its events again");
        List<String> expected = new ArrayList<>(produce(0, 100));
        routes(sourceRouteFrom(sourceUri(), "- to: flume-channel:seda:c1"), sinkRoute("batchSize=10"));
        await().until(() -> probe.count() >= 100);
        probe.failNext(Integer.MAX_VALUE);
        expected.addAll(produce(100, 200));
        int before = probe.attempts();
        await().until(() -> probe.attempts() > before);
        context.stop();
        probe.failNext(0);

        try (DefaultCamelContext next = new DefaultCamelContext()) {
            bindToRegistry(next.getRegistry());
            context = next;
            next.start();
            routes(sourceRouteFrom(sourceUri(), "- to: flume-channel:seda:c1"), sinkRoute("batchSize=10"));
            awaitExactly(expected);
        }
    }

    @Test
    void goesOnWhereItWasWhenItsRouteIsStoppedAndStarted() throws Exception {
        Assumptions.assumeTrue(isRereadable(), "this source cannot read its events again");
        List<String> expected = new ArrayList<>(produce(0, 100));
        routes(sourceRouteFrom(sourceUri(), "- to: flume-channel:seda:c1"), sinkRoute());
        await().until(() -> probe.count() >= 100);
        context.getRouteController().stopRoute("source", 2, TimeUnit.SECONDS);
        expected.addAll(produce(100, 150));
        context.getRouteController().startRoute("source");
        awaitExactly(expected);
    }

    @Test
    void sendsSingleEventsWhenAskedTo() throws Exception {
        List<String> expected = produce(0, 50);
        routes(sourceRouteFrom(sourceUri("batching=false"), "- process:\n    ref: oneEvent", TO_PROBE));
        awaitExactly(expected);
    }

    @Test
    void acknowledgesAtTheChannelWhenAskedTo() throws Exception {
        List<String> expected = produce(0, 200);
        probe.block();
        routes(sourceRouteFrom(sourceUri("acknowledge=CHANNEL", "maxUnacknowledgedEvents=20"), "- to: flume-channel:seda:c1"),
                sinkRoute());
        SourceCounter counter = Counters.of(context).source("s1");
        await().until(() -> counter.getEventAcceptedCount() >= expected.size());
        probe.unblock();
        awaitExactly(expected);
    }

    @Test
    void deliversOddBodiesByteForByte() throws Exception {
        List<byte[]> bodies = OddBodies.withoutLineFeeds();
        Assumptions.assumeTrue(produceBodies(bodies), "this source makes its bodies itself");
        routes(sourceRouteFrom(sourceUri(), "- to: flume-channel:seda:c1"), sinkRoute());
        await().until(() -> probe.count() >= bodies.size());
        List<byte[]> delivered = probe.events().stream().map(Event::body).toList();
        assertThat(IntStream.range(0, bodies.size()).filter(i -> !Arrays.equals(bodies.get(i), delivered.get(i))))
                .as("indexes of bodies that were altered").isEmpty();
    }
}
