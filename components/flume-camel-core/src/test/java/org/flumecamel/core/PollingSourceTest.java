/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SourceCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PollingSourceTest {

    private final CamelContext context = new DefaultCamelContext();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Acknowledgement.Hold> holds = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    private static ListSource.Options options(int batches, int eventsPerBatch) {
        List<EventBatch> all = new ArrayList<>();
        for (int b = 0; b < batches; b++) {
            String name = "b" + b;
            all.add(EventBatch.of(IntStream.range(0, eventsPerBatch).mapToObj(i -> Event.of(name + "." + i)).toList()));
        }
        return new ListSource.Options(all);
    }

    private ListSource start(ListSource.Options options, Processor sink) throws Exception {
        context.addEndpoint("flume-list:r1", options);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(options).routeId("route").process(sink);
            }
        });
        context.start();
        return options.source();
    }

    private void receive(Exchange exchange) {
        EventBatch batch = EventBatches.from(exchange);
        received.add(batch.get(0).bodyAsString(UTF_8));
    }

    /** What a channel does: takes the batch and answers for it from now on. */
    private void queue(Exchange exchange) {
        holds.add(Acknowledgement.of(exchange).hold("channel c1"));
        receive(exchange);
    }

    @Test
    void aRefusedBatchIsOfferedAgainInItsPlace() throws Exception {
        ListSource source = start(options(3, 2), exchange -> {
            receive(exchange);
            if (received.size() == 2 || received.size() == 3) {
                throw new IllegalStateException("channel full");
            }
        });

        await().untilAsserted(() -> assertThat(source.settledPositions()).containsExactly(1, 2, 3));
        assertThat(received).containsExactly("b0.0", "b1.0", "b1.0", "b1.0", "b2.0");
        SourceCounter counter = Counters.of(context).source("r1");
        assertThat(counter.getChannelWriteFail()).isEqualTo(2);
        assertThat(counter.getEventReceivedCount()).isEqualTo(6);
        assertThat(counter.getEventAcceptedCount()).isEqualTo(6);
        assertThat(counter.getAppendBatchAcceptedCount()).isEqualTo(3);
    }

    @Test
    void aFailureSendsOnlyTheFailedBatchAgainAndPositionsStayInOrder() throws Exception {
        ListSource source = start(options(3, 1), this::queue);
        await().until(() -> holds.size() == 3);

        holds.get(2).release();
        holds.get(0).release();
        await().untilAsserted(() -> assertThat(source.settledPositions()).containsExactly(1));
        holds.get(1).fail(new IllegalStateException("sink failed"));
        await().until(() -> holds.size() == 4);
        assertThat(received).containsExactly("b0.0", "b1.0", "b2.0", "b1.0");
        assertThat(source.settledPositions()).containsExactly(1);

        holds.get(3).release();
        await().untilAsserted(() -> assertThat(source.settledPositions()).containsExactly(1, 2, 3));
    }

    @Test
    void anInterruptThatARouteLeavesBehindDoesNotEndTheSource() throws Exception {
        ListSource source = start(options(3, 1), exchange -> {
            receive(exchange);
            Thread.currentThread().interrupt();
            if (received.size() == 1) {
                throw new IllegalStateException("interrupted");
            }
        });

        await().untilAsserted(() -> assertThat(source.settledPositions()).containsExactly(1, 2, 3));
        assertThat(received).containsExactly("b0.0", "b0.0", "b1.0", "b2.0");
    }

    @Test
    void pausesAtTheLimitAndNamesWhatHoldsItUp() throws Exception {
        ListSource.Options options = options(10, 4);
        options.setMaxUnacknowledgedEvents(8);
        try (CapturedLog log = new CapturedLog(PollingSource.class)) {
            ListSource source = start(options, this::queue);
            await().untilAsserted(() -> assertThat(log.messages()).anySatisfy(message -> assertThat(message)
                    .startsWith("WARN").contains("r1 pauses", "8 events", "channel c1")));
            assertThat(received).containsExactly("b0.0", "b1.0");

            holds.get(0).release();
            await().until(() -> holds.size() == 3);
            assertThat(source.settledPositions()).containsExactly(1);
        }
    }

    /** While a sink fails all it gets, the source must not fill the memory with new batches between the old ones. */
    @Test
    void doesNotReadOnWhileTheRestIsFailing() throws Exception {
        ListSource.Options options = options(50, 4);
        options.setMaxUnacknowledgedEvents(8);
        start(options, exchange -> {
            Acknowledgement.Hold hold = Acknowledgement.of(exchange).hold("channel c1");
            receive(exchange);
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
                    .execute(() -> hold.fail(new IllegalStateException("sink failed")));
        });

        await().until(() -> received.size() > 20);
        assertThat(received).containsOnly("b0.0", "b1.0");
    }

    @Test
    void withoutBatchingEachEventIsAMessageOfItsOwn() throws Exception {
        ListSource.Options options = new ListSource.Options(List.of(EventBatch.of(
                Event.of(Map.of("env", "test", "CamelFileName", "evil"), "one".getBytes(UTF_8)), Event.of("two"))));
        options.setBatching(false);
        List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
        ListSource source = start(options, exchange -> {
            headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
            received.add(exchange.getMessage().getBody(String.class));
            holds.add(Acknowledgement.of(exchange).hold("channel c1"));
        });

        await().until(() -> holds.size() == 2);
        assertThat(received).containsExactly("one", "two");
        assertThat(headers).containsExactly(Map.of("env", "test"), Map.of());
        holds.get(1).release();
        assertThat(source.settledPositions()).isEmpty();
        holds.get(0).release();
        assertThat(source.settledPositions()).containsExactly(1);
    }

    @Test
    void acknowledgedByTheChannelItIsSettledWhenTheRouteReturns() throws Exception {
        ListSource.Options options = options(2, 1);
        options.setAcknowledge(SourceEndpoint.Acknowledge.CHANNEL);
        ListSource source = start(options, exchange -> {
            assertThat(Acknowledgement.of(exchange)).isNull();
            receive(exchange);
        });
        await().untilAsserted(() -> assertThat(source.settledPositions()).containsExactly(1, 2));
    }

    @Test
    void stopsWhileItsBatchIsRefusedAndBeginsCleanAfterwards() throws Exception {
        ListSource.Options options = options(2, 1);
        options.setBackoffSleepIncrement(60_000);
        options.setMaxBackoffSleep(60_000);
        boolean[] open = { false };
        ListSource source = start(options, exchange -> {
            receive(exchange);
            if (!open[0]) {
                throw new IllegalStateException("channel full");
            }
        });
        await().until(() -> received.size() == 1);

        long begin = System.nanoTime();
        context.getRouteController().stopRoute("route");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(4);
        assertThat(source.settledPositions()).isEmpty();

        open[0] = true;
        context.getRouteController().startRoute("route");
        await().untilAsserted(() -> assertThat(options.source().settledPositions()).containsExactly(1, 2));
        assertThat(received).containsExactly("b0.0", "b0.0", "b1.0");
    }

    @Test
    void countsWhenItStartedAndStopped() throws Exception {
        ListSource source = start(options(1, 1), this::receive);
        await().untilAsserted(() -> assertThat(source.settledPositions()).containsExactly(1));
        assertThat(Counters.of(context).source("r1").getStartTime()).isPositive();
        context.stop();
        assertThat(Counters.of(context).source("r1").getStopTime()).isPositive();
    }
}
