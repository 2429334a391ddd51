/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Puts the batch of an Exchange on a channel; it fails if there is no room, or if it is interrupted while it waits. */
public class ChannelProducer extends DefaultProducer {

    private final Channel channel;

    ChannelProducer(ChannelEndpoint endpoint, Channel channel) {
        super(endpoint);
        this.channel = channel;
    }

    @Override
    public ChannelEndpoint getEndpoint() {
        return (ChannelEndpoint) super.getEndpoint();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        try {
            channel.put(exchange, TimeUnit.SECONDS.toMillis(getEndpoint().getKeepAlive()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }
}
