/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.testkit.FlumeTestSupport;

/** Sends events through one step, written as a user writes it. */
abstract class ParserTestSupport extends FlumeTestSupport {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Starts a route with one step; options are name, value, name, value. */
    final void start(String type, String... options) throws Exception {
        StringBuilder step = new StringBuilder("- to:\n    uri: flume-interceptor:" + type + "\n");
        for (int i = 0; i < options.length; i += 2) {
            step.append(i == 0 ? "    parameters:\n" : "").append("      ").append(options[i]).append(": '")
                    .append(options[i + 1].replace("'", "''")).append("'\n");
        }
        routes(sourceRoute(step.toString()));
    }

    final EventBatch send(EventBatch batch) {
        Exchange out = template.send("direct:in", exchange -> exchange.getMessage().setBody(batch));
        if (out.getException() != null) {
            throw new IllegalStateException(out.getException());
        }
        return out.getMessage().getBody(EventBatch.class);
    }

    final Event send(Event event) {
        return send(EventBatch.of(event)).get(0);
    }

    final Event send(String body) {
        return send(Event.of(body));
    }

    /** The headers after the step, which is to leave the body as it is. */
    final Headers headersOf(String body) {
        Event out = send(body);
        if (!text(out).equals(body)) {
            throw new AssertionError("the body became " + text(out));
        }
        return out.headers();
    }

    static String text(Event event) {
        return event.bodyAsString(StandardCharsets.UTF_8);
    }

    static JsonNode json(Event event) throws Exception {
        return JSON.readTree(event.body());
    }

    static boolean sameBody(Event one, Event other) {
        return Arrays.equals(one.body(), other.body());
    }

    static Map<String, String> error(String reason) {
        return Map.of("parse_error", reason);
    }

    static EventBatch batch(List<byte[]> bodies) {
        return EventBatch.of(bodies.stream().map(Event::of).toList());
    }
}
