/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.flumecamel.channel.ChannelLeft;
import org.flumecamel.channel.MemoryChannels;
import org.flumecamel.core.SinkEndpoint;
import org.flumecamel.core.counter.ChannelCounter;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SinkCounter;

/** What was delivered and where, and what was left behind, in words. */
final class Summary {

    private final Counters counters;
    private final MemoryChannels channels;
    private final Map<String, String> destinations = new HashMap<>();

    /** Looks at a context that runs; it may have stopped when it is asked. */
    Summary(CamelContext context) {
        this.counters = Counters.of(context);
        this.channels = context.getCamelContextExtension().getContextPlugin(MemoryChannels.class);
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof SinkEndpoint sink) {
                destinations.put(sink.getName(), sink.destination());
            }
        }
    }

    /** How many routes of which files run. */
    static String routes(CamelRuntime runtime) {
        int count = runtime.getCamelContext().getRoutesSize();
        return (count == 1 ? "1 route of " : count + " routes of ") + runtime.routeFiles().names();
    }

    /** One line per sink. */
    List<String> delivered() {
        List<String> lines = new ArrayList<>();
        for (SinkCounter sink : counters.sinks()) {
            lines.add(events(sink.getEventDrainSuccessCount()) + " delivered to "
                      + destinations.getOrDefault(sink.name(), sink.name()));
        }
        if (lines.isEmpty()) {
            for (ChannelCounter channel : counters.channels()) {
                lines.add(events(channel.getEventTakeSuccessCount()) + " taken from channel " + channel.name());
            }
        }
        return lines;
    }

    /** What channels still held when the context stopped. */
    List<String> left() {
        List<String> lines = new ArrayList<>();
        for (ChannelLeft channel : channels == null ? List.<ChannelLeft>of() : channels.left()) {
            long again = channel.events() - channel.lost();
            if (again > 0) {
                lines.add(events(again) + " left in channel " + channel.channel()
                          + ": their source reads them again at the next start");
            }
            if (channel.lost() > 0) {
                lines.add(events(channel.lost()) + " LOST in channel " + channel.channel()
                          + ": their source cannot read them again");
            }
        }
        return lines;
    }

    /** Events that were left and that no source can read again. */
    long lost() {
        return channels == null ? 0 : channels.left().stream().mapToLong(ChannelLeft::lost).sum();
    }

    static String events(long count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d event" : "%,d events", count);
    }
}
