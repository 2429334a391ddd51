/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import org.flumecamel.core.counter.ChannelCounter;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SinkCounter;
import org.flumecamel.core.counter.SourceCounter;

/**
 * What an agent has done until now, in events.
 *
 * @param in        taken from sources by their routes
 * @param queued    in channels, or taken from them and not yet delivered
 * @param delivered by sinks; without any sink of ours, by the routes behind the channels
 * @param retries   attempts of sinks that failed
 */
record Tally(long in, long queued, long delivered, long retries) {

    static Tally of(Counters counters) {
        long in = counters.sources().stream().mapToLong(SourceCounter::getEventAcceptedCount).sum();
        long queued = counters.channels().stream().mapToLong(ChannelCounter::getChannelSize).sum();
        long delivered = counters.sinks().isEmpty()
                ? counters.channels().stream().mapToLong(ChannelCounter::getEventTakeSuccessCount).sum()
                : counters.sinks().stream().mapToLong(SinkCounter::getEventDrainSuccessCount).sum();
        long retries = counters.sinks().stream().mapToLong(SinkCounter::getEventWriteFail).sum();
        return new Tally(in, queued, delivered, retries);
    }
}
