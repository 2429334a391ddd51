/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SinkCounter;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sink {@code k1} behind {@code direct:in}, and an index of its own for each test. */
@ExtendWith(SecuredServer.class)
abstract class ElasticsearchTestSupport extends FlumeTestSupport {

    private static final AtomicInteger INDEXES = new AtomicInteger();

    /** A name that no other test has. */
    protected final String index = "test-" + INDEXES.incrementAndGet();

    /** Starts the sink; options replace those that let it in. */
    protected void sink(String... options) throws Exception {
        sinkWithErrorHandler("noErrorHandler: {}", options);
    }

    /** Starts the sink with endless retries. */
    protected void retryingSink(String... options) throws Exception {
        sinkWithErrorHandler("""
            defaultErrorHandler:
                      redeliveryPolicy:
                        maximumRedeliveries: -1
                        redeliveryDelay: "50"
                        logStackTrace: false""", options);
    }

    private void sinkWithErrorHandler(String errorHandler, String... options) throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("indexName", index);
        List<String> given = new ArrayList<>(SecuredServer.options());
        given.addAll(List.of(options));
        given.forEach(option -> all.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1)));
        StringBuilder parameters = new StringBuilder();
        all.forEach((name, value) -> parameters.append("      ").append(name).append(": '").append(value).append("'\n"));
        routes(route("sink", "direct:in", errorHandler,
            "- to:\n    uri: flume-elasticsearch:k1\n    parameters:\n" + parameters));
    }

    protected Exchange send(EventBatch batch) {
        return context.createFluentProducerTemplate().to("direct:in").withBody(batch).send();
    }

    protected Exchange send(Event... events) {
        return send(EventBatch.of(events));
    }

    /** Sends in another thread; it is waited for no longer than for any condition. */
    protected static CompletableFuture<Exchange> sendAside(Supplier<Exchange> sending) {
        return CompletableFuture.supplyAsync(sending).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    protected static Event event(String body, String... headers) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return Event.of(map, body.getBytes());
    }

    protected SinkCounter counter() {
        return Counters.of(context).sink("k1");
    }

    protected List<JsonNode> documents() throws Exception {
        return SecuredServer.documents(index);
    }

    protected List<String> messages() throws Exception {
        return documents().stream().map(document -> document.path("message").asText()).toList();
    }
}
