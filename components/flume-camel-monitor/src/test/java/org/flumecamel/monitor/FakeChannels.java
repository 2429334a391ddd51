/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.flumecamel.channel.Channel;
import org.flumecamel.channel.ChannelFactory;
import org.flumecamel.core.counter.Counters;

/** Makes channels for {@code fake:<name>}, one per context and name. */
public final class FakeChannels implements ChannelFactory {

    private final Map<String, FakeChannel> channels = new ConcurrentHashMap<>();

    @Override
    public Channel channel(CamelContext context, String uri) {
        return channels.computeIfAbsent(uri.substring("fake:".length()),
                name -> new FakeChannel(name, Counters.of(context).channel(name)));
    }
}
