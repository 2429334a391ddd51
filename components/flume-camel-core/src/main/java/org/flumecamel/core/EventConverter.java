/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/**
 * Lets events travel to endpoints that know nothing of them: an event converts to its body, a batch to its bodies, each
 * followed by a line feed.
 */
@Converter(generateLoader = true)
public final class EventConverter {

    private EventConverter() {
    }

    @Converter
    public static byte[] toBytes(Event event) {
        return event.body();
    }

    @Converter
    public static String toString(Event event, Exchange exchange) {
        return event.bodyAsString(charset(exchange));
    }

    @Converter
    public static InputStream toInputStream(Event event) {
        return new ByteArrayInputStream(event.array(), event.offset(), event.length());
    }

    @Converter
    public static ByteBuffer toByteBuffer(Event event) {
        return ByteBuffer.wrap(event.array(), event.offset(), event.length()).slice().asReadOnlyBuffer();
    }

    @Converter
    public static EventBatch toBatch(Event event) {
        return EventBatch.of(event);
    }

    /**
     * @throws IllegalArgumentException if the lines do not fit into one array
     */
    @Converter
    public static byte[] toBytes(EventBatch batch) {
        long length = batch.bytes() + batch.size();
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("The " + length + " bytes of " + batch + " do not fit into one array");
        }
        byte[] lines = new byte[(int) length];
        int at = 0;
        for (Event event : batch) {
            System.arraycopy(event.array(), event.offset(), lines, at, event.length());
            at += event.length();
            lines[at++] = '\n';
        }
        return lines;
    }

    @Converter
    public static String toString(EventBatch batch, Exchange exchange) {
        return new String(toBytes(batch), charset(exchange));
    }

    @Converter
    public static InputStream toInputStream(EventBatch batch) {
        return new ByteArrayInputStream(toBytes(batch));
    }

    @Converter
    public static List<Event> toList(EventBatch batch) {
        return StreamSupport.stream(batch.spliterator(), false).toList();
    }

    private static Charset charset(Exchange exchange) {
        return exchange == null ? StandardCharsets.UTF_8 : ExchangeHelper.getCharset(exchange, true);
    }
}
