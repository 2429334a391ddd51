/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.counter.Counters;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every sink keeps of the delivery contract. A sink extends it, says how its endpoint is written and reads what was
 * delivered.
 */
public abstract class SinkContractTest extends FlumeTestSupport {

    /** The URI of a sink named {@code k1}, with further options, each as {@code key=value}. */
    protected abstract String sinkUri(String... options);

    /** The bodies that are where the sink promised to put them, in the order it put them; not to be waited for. */
    protected abstract List<byte[]> delivered() throws Exception;

    /** Whether bodies with line feeds can be told from one another in what {@link #delivered()} reads. */
    protected boolean carriesLineFeeds() {
        return false;
    }

    /**
     * Makes the next attempts to deliver fail, somewhere in the middle if it can.
     *
     * @return false if this sink cannot be made to fail
     */
    protected abstract boolean breakTarget() throws Exception;

    /** Ends what {@link #breakTarget()} began. */
    protected abstract void repairTarget() throws Exception;

    private List<String> deliveredTexts() throws Exception {
        return delivered().stream().map(body -> new String(body, StandardCharsets.UTF_8)).toList();
    }

    private void sinkRoute(String... options) throws Exception {
        routes(route("sink", "direct:in", "noErrorHandler: {}", "- to: \"" + sinkUri(options) + "\""));
    }

    private Exchange send(Object body) {
        return context.createFluentProducerTemplate().to("direct:in").withBody(body).send();
    }

    @Test
    void hasDeliveredWhenItReturns() throws Exception {
        sinkRoute();
        for (int i = 0; i < 10; i++) {
            assertThat(source().send(numbers(i * 100, i * 100 + 100)).isDelivered()).isTrue();
            assertThat(deliveredTexts()).isEqualTo(texts(0, i * 100 + 100));
        }
    }

    @Test
    void takesAnyIterableOfEvents() throws Exception {
        sinkRoute();
        assertThat(send(List.of(Event.of("one"), Event.of("two"))).getException()).isNull();
        assertThat(deliveredTexts()).containsExactly("one", "two");
    }

    @Test
    void takesASingleEventAndAnOrdinaryMessage() throws Exception {
        sinkRoute();
        assertThat(send(Event.of("event")).getException()).isNull();
        assertThat(send("text").getException()).isNull();
        assertThat(send("bytes".getBytes(StandardCharsets.UTF_8)).getException()).isNull();
        assertThat(deliveredTexts()).containsExactly("event", "text", "bytes");
    }

    @Test
    void takesAnEmptyBatch() throws Exception {
        sinkRoute();
        assertThat(source().send(EventBatch.EMPTY).isDelivered()).isTrue();
        assertThat(delivered()).isEmpty();
    }

    @Test
    void deliversOddBodiesByteForByte() throws Exception {
        sinkRoute();
        List<byte[]> bodies = carriesLineFeeds() ? OddBodies.all() : OddBodies.withoutLineFeeds();
        assertThat(source().send(EventBatch.of(bodies.stream().map(Event::of).toList())).isDelivered()).isTrue();
        assertThat(OddBodies.equal(delivered(), bodies)).isTrue();
    }

    @Test
    void takesNoOrdersFromEventHeaders() throws Exception {
        sinkRoute();
        Map<String, String> hostile = ControlHeaders.hostile("../../elsewhere");
        assertThat(source().send(EventBatch.of(Event.of(hostile, "one".getBytes(StandardCharsets.UTF_8)))).isDelivered())
                .isTrue();
        assertThat(send(Event.of(hostile, "two".getBytes(StandardCharsets.UTF_8))).getException()).isNull();
        assertThat(deliveredTexts()).containsExactly("one", "two");
    }

    @Test
    void deliversOnceWhatItHadFailedToDeliver() throws Exception {
        routes(route("sink", "direct:in", """
                defaultErrorHandler:
                          redeliveryPolicy:
                            maximumRedeliveries: 600
                            redeliveryDelay: "50"
                            logStackTrace: false""", "- to: \"" + sinkUri() + "\""));
        assertThat(source().send(numbers(0, 50)).isDelivered()).isTrue();
        Assumptions.assumeTrue(breakTarget(), "this sink cannot be made to fail");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<ProbeSource.Sent> sent = executor.submit(() -> source().send(numbers(50, 100)));
            await().until(() -> Counters.of(context).sink("k1").getEventWriteFail() > 0);
            assertThat(sent).isNotDone();
            repairTarget();
            assertThat(sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isDelivered()).isTrue();
        } finally {
            executor.shutdownNow();
        }
        assertThat(deliveredTexts()).isEqualTo(texts(0, 100));
    }

    @Test
    void goesOnAfterItsRouteWasStoppedAndStarted() throws Exception {
        sinkRoute();
        assertThat(source().send(numbers(0, 10)).isDelivered()).isTrue();
        context.getRouteController().stopRoute("sink", 2, TimeUnit.SECONDS);
        assertThat(deliveredTexts()).isEqualTo(texts(0, 10));
        context.getRouteController().startRoute("sink");
        assertThat(source().send(numbers(10, 20)).isDelivered()).isTrue();
        assertThat(deliveredTexts()).isEqualTo(texts(0, 20));
    }

    @Test
    void takesBatchesFromSeveralThreads() throws Exception {
        sinkRoute();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Callable<ProbeSource.Sent>> tasks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int from = i * 25;
                tasks.add(() -> source().send(numbers(from, from + 25)));
            }
            for (Future<ProbeSource.Sent> sent : executor.invokeAll(tasks)) {
                assertThat(sent.get().isDelivered()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
        List<String> all = new ArrayList<>(deliveredTexts());
        List<String> expected = new ArrayList<>(texts(0, 1000));
        Collections.sort(all);
        Collections.sort(expected);
        assertThat(all).isEqualTo(expected);
    }
}
