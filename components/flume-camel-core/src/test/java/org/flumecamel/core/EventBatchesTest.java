/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventBatchesTest {

    private final CamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private EventBatch from(Object body) {
        exchange.getMessage().setBody(body);
        return EventBatches.from(exchange);
    }

    @Test
    void aBatchIsTakenAsItIs() {
        EventBatch batch = EventBatch.of(Event.of("a"));
        exchange.getMessage().setHeader("ignored", "x");
        assertThat(from(batch)).isSameAs(batch);
        assertThat(from(EventBatch.EMPTY)).isSameAs(EventBatch.EMPTY);
    }

    @Test
    void aListOfEventsKeepsItsOrder() {
        List<Event> events = List.of(Event.of("a"), Event.of("b"));
        assertThat(from(new ArrayList<>(events))).containsExactlyElementsOf(events);
        assertThat(from(List.of())).isSameAs(EventBatch.EMPTY);
    }

    @Test
    void anEventTakesTheHeadersOfItsMessage() {
        exchange.getMessage().setHeader("env", "test");
        exchange.getMessage().setHeader("number", 7);
        exchange.getMessage().setHeader("CamelFileName", "/etc/passwd");

        EventBatch batch = from(Event.of(Map.of("env", "old", "own", "1"), "b".getBytes(UTF_8)));
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.get(0).headers()).containsOnly(Map.entry("env", "test"), Map.entry("own", "1"),
                Map.entry("number", "7"));
    }

    @Test
    void anyOtherMessageIsABatchOfOne() {
        exchange.getMessage().setHeader("env", "test");
        assertThat(from("\u00e9").get(0).body()).isEqualTo("\u00e9".getBytes(UTF_8));
        assertThat(from("a").get(0).headers()).containsOnly(Map.entry("env", "test"));
        assertThat(from(new byte[] { 0, -1 }).get(0).body()).containsExactly(0, -1);
        assertThat(from(new ByteArrayInputStream(new byte[] { 5 })).get(0).body()).containsExactly(5);
        assertThat(from(null).get(0).length()).isZero();
    }

    @Test
    void aBodyWithoutBytesIsRefusedByItsType() {
        Object body = new Object() {
            @Override
            public String toString() {
                return "secret";
            }
        };
        assertThatThrownBy(() -> from(body)).isInstanceOf(RuntimeCamelException.class)
                .hasMessageContaining(body.getClass().getName()).hasMessageNotContaining("secret");
    }

    @Test
    void controlHeadersStayInTheEvent() {
        Event event = Event.of(Map.of("env", "test", "cAMELfILEnAME", "/etc/passwd", "Subject", "x"), "b".getBytes(UTF_8));
        EventBatches.setMessage(exchange, event);

        assertThat(exchange.getMessage().getHeaders()).containsOnly(Map.entry("env", "test"));
        assertThat(EventBatches.from(exchange).get(0).headers()).isEqualTo(event.headers());
    }
}
