/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import org.apache.camel.CamelContext;

/**
 * Makes the channels on the queues of one Camel component. Found by the scheme of the endpoint that a channel names, in
 * {@code META-INF/services/org/flumecamel/channel/<scheme>}; the class has a constructor without parameters.
 */
public interface ChannelFactory {

    /**
     * The channel on the queue that a URI names; the same one for URIs that name the same queue. Called by one thread at a
     * time.
     *
     * @param  uri                      the URI of the endpoint whose queue it is: {@code seda:c1}
     * @throws IllegalArgumentException if it is not an endpoint this factory knows
     */
    Channel channel(CamelContext context, String uri);
}
