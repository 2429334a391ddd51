/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.camel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/** Makes of a batch what Camel's {@code elasticsearch} component takes for a bulk request: JSON, or a map for each line. */
public final class BulkBody implements Processor {

    private final boolean json = System.getProperty("serializer").equals("JSON");

    @Override
    public void process(Exchange exchange) {
        List<Object> documents = new ArrayList<>();
        for (Event event : exchange.getMessage().getBody(EventBatch.class)) {
            documents.add(json ? event.body() : text(event));
        }
        exchange.getMessage().setBody(documents);
    }

    private static Map<String, Object> text(Event event) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@timestamp", Instant.now().toString());
        document.put("message", new String(event.array(), event.offset(), event.length(), StandardCharsets.UTF_8));
        return document;
    }
}
