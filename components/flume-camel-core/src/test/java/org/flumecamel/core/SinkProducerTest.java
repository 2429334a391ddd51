/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SinkCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SinkProducerTest {

    private final CamelContext context = new DefaultCamelContext();
    private final List<String> attempted = new CopyOnWriteArrayList<>();
    private final Script first = new Script();
    private final Script second = new Script();

    /** What a sink does at each attempt. */
    private final class Script {
        private final List<Step> steps = new CopyOnWriteArrayList<>();
        private int attempts;
    }

    @FunctionalInterface
    private interface Step {
        void deliver(SinkDelivery delivery) throws Exception;
    }

    private final class ScriptedSink extends SinkEndpoint {
        private final Script script;

        ScriptedSink(String name, Script script) {
            super("flume-scripted:" + name, null, name);
            this.script = script;
        }

        @Override
        public Producer createProducer() {
            return new SinkProducer(this) {
                @Override
                protected void deliver(SinkDelivery delivery) throws Exception {
                    StringBuilder bodies = new StringBuilder();
                    delivery.pendingEvents().forEach(event -> bodies.append(event.bodyAsString(UTF_8)));
                    attempted.add(getEndpoint().getName() + ":" + bodies);
                    int attempt = script.attempts++;
                    if (attempt < script.steps.size()) {
                        script.steps.get(attempt).deliver(delivery);
                    }
                }
            };
        }
    }

    @BeforeEach
    void start() throws Exception {
        context.addEndpoint("flume-scripted:k1", new ScriptedSink("k1", first));
        context.addEndpoint("flume-scripted:k2", new ScriptedSink("k2", second));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(1));
                onException(PermanentDeliveryException.class).maximumRedeliveries(0);
                from("direct:one").to("flume-scripted:k1");
                from("direct:row").to("flume-scripted:k1").to("flume-scripted:k2");
                from("direct:fan").multicast().to("flume-scripted:k1", "flume-scripted:k2");
                from("direct:again").to("flume-scripted:k1").to("flume-scripted:k1");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange send(String route, Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        return context.createProducerTemplate().send(route, exchange);
    }

    private static EventBatch abc() {
        return EventBatch.of(Event.of("a"), Event.of("b"), Event.of("c"));
    }

    private static void fail(SinkDelivery delivery) throws IOException {
        throw new IOException("connection lost");
    }

    @Test
    void aDeliveryKeepsItsIdOverAllAttempts() {
        List<String> ids = new CopyOnWriteArrayList<>();
        first.steps.add(delivery -> {
            ids.add(delivery.id());
            fail(delivery);
        });
        first.steps.add(delivery -> ids.add(delivery.id()));
        first.steps.add(delivery -> ids.add(delivery.id()));
        send("direct:one", abc());
        send("direct:one", abc());

        assertThat(ids).hasSize(3);
        assertThat(ids.get(1)).isEqualTo(ids.get(0)).isNotBlank();
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void aRedeliverySendsOnlyTheRest() {
        first.steps.add(delivery -> {
            delivery.delivered(0);
            fail(delivery);
        });
        first.steps.add(delivery -> {
            delivery.delivered(2);
            fail(delivery);
        });
        Exchange exchange = send("direct:one", abc());

        assertThat(exchange.getException()).isNull();
        assertThat(attempted).containsExactly("k1:abc", "k1:bc", "k1:b");
        SinkCounter counter = Counters.of(context).sink("k1");
        assertThat(counter.getEventDrainAttemptCount()).isEqualTo(6);
        assertThat(counter.getEventDrainSuccessCount()).isEqualTo(3);
        assertThat(counter.getEventWriteFail()).isEqualTo(2);
        assertThat(counter.getBatchCompleteCount()).isEqualTo(1);
    }

    @Test
    void oneSinkKnowsNothingOfAnothersProgress() {
        first.steps.add(delivery -> {
            delivery.delivered(0);
            fail(delivery);
        });
        second.steps.add(delivery -> {
            delivery.delivered(1);
            fail(delivery);
        });
        for (String route : List.of("direct:row", "direct:fan")) {
            attempted.clear();
            first.attempts = 0;
            second.attempts = 0;
            assertThat(send(route, abc()).getException()).isNull();
            assertThat(attempted).containsExactly("k1:abc", "k1:bc", "k2:abc", "k2:ac");
        }
    }

    @Test
    void theSameSinkTwiceInARouteGetsAllTwice() {
        assertThat(send("direct:again", abc()).getException()).isNull();
        assertThat(attempted).containsExactly("k1:abc", "k1:abc");
    }

    @Test
    void refusesForGoodOnlyWhenNothingIsLeftToTry() {
        first.steps.add(delivery -> {
            delivery.reject(1, "too long");
            fail(delivery);
        });
        Exchange exchange = send("direct:one", abc());

        assertThat(attempted).containsExactly("k1:abc", "k1:ac");
        assertThat(exchange.getException()).isInstanceOfSatisfying(PermanentDeliveryException.class, e -> {
            assertThat(e).hasMessageContaining("k1").hasMessageContaining("too long");
            assertThat(e.rejected()).hasSize(1);
            assertThat(e.rejected().get(0).event().bodyAsString(UTF_8)).isEqualTo("b");
        });
        assertThat(Counters.of(context).sink("k1").getEventDrainSuccessCount()).isEqualTo(2);
    }

    @Test
    void whatIsUndeliveredIsKnownAfterTheLastAttempt() {
        for (int i = 0; i < 6; i++) {
            first.steps.add(delivery -> {
                delivery.delivered(1);
                fail(delivery);
            });
        }
        Exchange exchange = send("direct:one", abc());

        assertThat(exchange.getException()).isInstanceOf(IOException.class);
        assertThat(SinkDelivery.undelivered(exchange)).extracting(event -> event.bodyAsString(UTF_8))
                .containsExactly("a", "c");
    }

    @Test
    void takesEventsAndOrdinaryMessagesToo() {
        assertThat(send("direct:one", List.of(Event.of("x"), Event.of("y"))).getException()).isNull();
        assertThat(send("direct:one", "text").getException()).isNull();
        assertThat(attempted).containsExactly("k1:xy", "k1:text");
    }

    @Test
    void anEmptyBatchIsCountedAndNotDelivered() {
        assertThat(send("direct:one", EventBatch.EMPTY).getException()).isNull();
        assertThat(attempted).isEmpty();
        assertThat(Counters.of(context).sink("k1").getBatchEmptyCount()).isEqualTo(1);
    }
}
