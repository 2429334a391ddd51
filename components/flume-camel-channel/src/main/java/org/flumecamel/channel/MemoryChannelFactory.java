/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import org.apache.camel.CamelContext;

/** Makes memory channels on the queues of {@code seda} endpoints. */
public final class MemoryChannelFactory implements ChannelFactory {

    @Override
    public Channel channel(CamelContext context, String uri) {
        return MemoryChannels.of(context).get(uri);
    }
}
