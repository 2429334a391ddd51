/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.flumecamel.core.SinkEndpoint;
import org.flumecamel.core.counter.ChannelCounter;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SinkCounter;

/** What was delivered and where, and what was left behind, in words. */
final class Summary {

    private final CamelContext context;
    private final Counters counters;

    Summary(CamelContext context) {
        this.context = context;
        this.counters = Counters.of(context);
    }

    /** One line per sink. */
    List<String> delivered() {
        List<String> lines = new ArrayList<>();
        for (SinkCounter sink : counters.sinks()) {
            lines.add(events(sink.getEventDrainSuccessCount()) + " delivered " + destination(sink.name()));
        }
        if (lines.isEmpty()) {
            for (ChannelCounter channel : counters.channels()) {
                lines.add(events(channel.getEventTakeSuccessCount()) + " taken from channel " + channel.name());
            }
        }
        return lines;
    }

    private String destination(String name) {
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof SinkEndpoint sink && name.equals(sink.getName())) {
                return "by " + sink.getEndpointBaseUri().replaceFirst("://", ":");
            }
        }
        return "by " + name;
    }

    static String events(long count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d event" : "%,d events", count);
    }
}
