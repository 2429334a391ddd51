/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Objects;
import java.util.stream.Stream;

import com.sun.net.httpserver.Headers;
import org.apache.camel.CamelContext;
import org.apache.camel.util.json.JsonObject;
import org.flumecamel.core.counter.Counters;

/**
 * All counters in the shape Flume gives them (MON-HTTP, CNT-B1): an object per component, {@code CHANNEL.c1}, whose values
 * are all strings.
 */
final class FlumeJsonPage implements Page {

    private final CamelContext context;

    FlumeJsonPage(CamelContext context) {
        this.context = context;
    }

    @Override
    public Reply reply(Headers request) {
        JsonObject all = new JsonObject();
        Counters counters = Counters.of(context);
        Stream.of(counters.sources(), counters.channels(), counters.sinks(), counters.deadLetters())
                .flatMap(group -> group.stream()).forEach(counter -> {
                    JsonObject figures = new JsonObject();
                    Attribute.of(counter).forEach(
                            attribute -> figures.put(attribute.name(), Objects.toString(attribute.value(counter), "")));
                    all.put(counter.getType() + "." + counter.name(), figures);
                });
        return Reply.json(200, all);
    }
}
