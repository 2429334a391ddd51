/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import org.apache.camel.CamelContext;
import org.flumecamel.channel.Channel;
import org.flumecamel.channel.ChannelFactory;

/** Makes durable channels on the queues of {@code jms} endpoints, whatever name their component bears. */
public final class JmsChannelFactory implements ChannelFactory {

    @Override
    public Channel channel(CamelContext context, String uri) {
        return JmsChannels.of(context).get(uri);
    }
}
