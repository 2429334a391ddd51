/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import org.apache.camel.Exchange;
import org.flumecamel.channel.Backlog;
import org.flumecamel.channel.BatchLimits;
import org.flumecamel.channel.Channel;
import org.flumecamel.channel.ChannelOptions;
import org.flumecamel.channel.ChannelReader;
import org.flumecamel.core.counter.ChannelCounter;

/** A channel that says of itself what a test wants it to say. */
final class FakeChannel implements Channel {

    volatile Backlog backlog = new Backlog(0, 100, 0, 0, 0);
    volatile RuntimeException failure;
    volatile String problem;
    private final String name;
    private final ChannelCounter counter;

    FakeChannel(String name, ChannelCounter counter) {
        this.name = name;
        this.counter = counter;
    }

    /** Says that it holds so many of 100 events, the oldest for so long. */
    FakeChannel holds(long events, long oldestMillis) {
        backlog = new Backlog(events, 100, events * 10, 0, oldestMillis);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChannelCounter counter() {
        return counter;
    }

    @Override
    public void configure(ChannelOptions options) {
        // it has the limits the test gives it
    }

    @Override
    public void put(Exchange exchange, long keepAliveMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelReader reader(BatchLimits limits) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int toDrain() {
        return 0;
    }

    @Override
    public boolean isRereadable() {
        return true;
    }

    @Override
    public Backlog backlog() {
        if (failure != null) {
            throw failure;
        }
        return backlog;
    }

    @Override
    public String problem() {
        return problem;
    }
}
