/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A route from {@code direct:in} to a selector over the channels {@code direct:c1} to {@code direct:c3}. */
abstract class SelectorTestSupport {

    protected final CamelContext context = new DefaultCamelContext();
    protected final Map<String, List<EventBatch>> received = new ConcurrentHashMap<>();
    protected final List<String> asked = new CopyOnWriteArrayList<>();
    protected final List<Acknowledgement.Hold> holds = new CopyOnWriteArrayList<>();
    protected final List<Throwable> settled = new CopyOnWriteArrayList<>();
    protected final Set<String> full = ConcurrentHashMap.newKeySet();

    private final String name;

    /** @param name what the selector in the test's route is called */
    SelectorTestSupport(String name) {
        this.name = name;
    }

    @BeforeEach
    void channels() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                for (String channel : List.of("c1", "c2", "c3")) {
                    from("direct:" + channel).process(exchange -> put(channel, exchange));
                }
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** What a channel does: refuses, or takes the batch and holds its acknowledgement. */
    private void put(String channel, Exchange exchange) throws IOException {
        asked.add(channel);
        if (full.contains(channel)) {
            throw new IOException("channel " + channel + " is full");
        }
        Acknowledgement acknowledgement = Acknowledgement.of(exchange);
        if (acknowledgement != null) {
            holds.add(acknowledgement.hold(channel));
        }
        received.computeIfAbsent(channel, c -> new ArrayList<>()).add(exchange.getMessage().getBody(EventBatch.class));
    }

    protected void start(String... options) throws Exception {
        StringBuilder yaml = new StringBuilder("""
                - route:
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: flume-selector:%s
                            parameters:
                """.formatted(name));
        for (int i = 0; i < options.length; i += 2) {
            yaml.append("              ").append(options[i]).append(": '").append(options[i + 1]).append("'\n");
        }
        context.start();
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("test.yaml", yaml.toString()));
    }

    /** A source: sends and releases its hold, unless the route failed. */
    protected Exception send(EventBatch batch) {
        Acknowledgement acknowledgement = Acknowledgement.open(true, settled::add);
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(batch);
        exchange.setProperty(Acknowledgement.PROPERTY, acknowledgement);
        Exception failure = context.createProducerTemplate().send("direct:in", exchange).getException();
        if (failure == null) {
            acknowledgement.sourceHold().release();
        } else {
            acknowledgement.sourceHold().fail(failure);
        }
        return failure;
    }

    protected SelectorEndpoint selector() {
        return (SelectorEndpoint) context.getEndpoints().stream().filter(SelectorEndpoint.class::isInstance).findFirst()
                .orElseThrow();
    }

    /** An event with headers, a name and a value each. */
    protected static Event event(String body, String... headers) {
        return Event.of(headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]), body.getBytes(UTF_8));
    }

    protected static EventBatch batch(String... bodiesAndStates) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < bodiesAndStates.length; i += 2) {
            String state = bodiesAndStates[i + 1];
            events.add(state == null ? event(bodiesAndStates[i]) : event(bodiesAndStates[i], "state", state));
        }
        return EventBatch.of(events);
    }

    /** The bodies each channel got, in order, batches divided by a bar. */
    protected Map<String, String> received() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String channel : List.of("c1", "c2", "c3")) {
            List<String> batches = received.getOrDefault(channel, List.of()).stream().map(SelectorTestSupport::text).toList();
            if (!batches.isEmpty()) {
                texts.put(channel, String.join("|", batches));
            }
        }
        return texts;
    }

    private static String text(EventBatch batch) {
        StringBuilder text = new StringBuilder();
        batch.forEach(event -> text.append(event.bodyAsString(UTF_8)));
        return text.toString();
    }
}
