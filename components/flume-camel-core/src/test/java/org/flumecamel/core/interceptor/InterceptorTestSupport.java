/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.junit.jupiter.api.AfterEach;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends batches through one interceptor, written as a user writes it. */
abstract class InterceptorTestSupport {

    final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    /** Starts a YAML route with one interceptor; options are name, value, name, value. */
    final void start(String type, String... options) throws Exception {
        StringBuilder yaml = new StringBuilder("""
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: flume-interceptor:""").append(type).append('\n');
        if (options.length > 0) {
            yaml.append("            parameters:\n");
        }
        for (int i = 0; i < options.length; i += 2) {
            yaml.append("              ").append(options[i]).append(": '").append(options[i + 1].replace("'", "''"))
                    .append("'\n");
        }
        startYaml(yaml.toString());
    }

    final void startYaml(String yaml) throws Exception {
        context.start();
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("test.yaml", yaml));
    }

    final void start(Interceptor interceptor) throws Exception {
        context.getRegistry().bind("mine", interceptor);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("flume-interceptor:custom?interceptor=#mine");
            }
        });
        context.start();
    }

    final Message send(Object body, Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        Exchange out = context.createProducerTemplate().send("direct:in", exchange);
        if (out.getException() != null) {
            throw new IllegalStateException(out.getException());
        }
        return out.getMessage();
    }

    final EventBatch intercept(EventBatch batch) {
        return (EventBatch) send(batch, Map.of()).getBody();
    }

    final Event intercept(Event event) {
        EventBatch batch = intercept(EventBatch.of(event));
        return batch.isEmpty() ? null : batch.get(0);
    }

    static Event event(String body, String... headers) {
        return Event.of(headers(headers), body.getBytes(UTF_8));
    }

    static Headers headers(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Headers.of(map);
    }

    static List<String> bodies(EventBatch batch) {
        return StreamSupport.stream(batch.spliterator(), false).map(e -> e.bodyAsString(UTF_8)).toList();
    }
}
