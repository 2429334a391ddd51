/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;

/** Makes batches of the messages of an Exchange, whatever they are. */
public final class EventBatches {

    private static final EventHeaderFilter FILTER = new EventHeaderFilter();

    private EventBatches() {
    }

    /**
     * The message of an Exchange as a batch: an {@link EventBatch} as it is, an {@code Iterable} of {@link Event} in its
     * order, anything else as a batch of one event whose body is the message's bytes and whose headers are the message's
     * headers without control headers.
     *
     * @throws RuntimeCamelException if the body is of a type that has no bytes
     */
    public static EventBatch from(Exchange exchange) {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        if (body instanceof EventBatch batch) {
            return batch;
        }
        if (body instanceof Event event) {
            return EventBatch.of(event.withHeaders(event.headers().with(eventHeaders(exchange))));
        }
        if (body instanceof Iterable<?> iterable && isOfEvents(iterable)) {
            EventBatch.Builder builder = new EventBatch.Builder(16);
            iterable.forEach(event -> builder.add((Event) event));
            return builder.build();
        }
        return EventBatch.of(Event.of(eventHeaders(exchange), bytes(message)));
    }

    private static boolean isOfEvents(Iterable<?> iterable) {
        Iterator<?> iterator = iterable.iterator();
        return !iterator.hasNext() || iterator.next() instanceof Event;
    }

    private static byte[] bytes(Message message) {
        Object body = message.getBody();
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return message.getMandatoryBody(byte[].class);
        } catch (InvalidPayloadException e) {
            throw new RuntimeCamelException("A body of type " + body.getClass().getName() + " has no bytes to make an event of",
                    e);
        }
    }

    private static Map<String, String> eventHeaders(Exchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (value != null && !FILTER.applyFilterToCamelHeaders(name, value, exchange)) {
                String text = exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, value);
                if (text != null) {
                    headers.put(name, text);
                }
            }
        });
        return headers;
    }

    /** Sets a single event as the message of an Exchange, its headers as message headers as far as they are harmless. */
    public static void setMessage(Exchange exchange, Event event) {
        Message message = exchange.getMessage();
        event.headers().forEach((name, value) -> {
            if (!FILTER.applyFilterToExternalHeaders(name, value, exchange)) {
                message.setHeader(name, value);
            }
        });
        message.setBody(event);
    }
}
