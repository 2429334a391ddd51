/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.io.IOException;

import org.apache.camel.Exchange;

/**
 * Where the batch of an Exchange comes from, for sources that read the same events again after a restart. A durable channel
 * asks it for an id of each put; the same events read again get the same id, so the channel can tell that it has them
 * already. All copies of an Exchange share it. Thread-safe.
 */
public interface BatchOrigin {

    /** Exchange property that carries the origin. */
    String PROPERTY = "FlumeBatchOrigin";

    /** The origin an Exchange carries, or null if its source cannot name one. */
    static BatchOrigin of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, BatchOrigin.class);
    }

    /**
     * The id of the put of this batch, or of what the route has made of it, into a channel. When it returns, the source has
     * noted how it cut the batch, so that it cuts the same one again after a crash.
     *
     * @param  channel     name of the channel
     * @param  batch       what is put
     * @return             the same text whenever the same events are put into the same channel, another one otherwise; null
     *                     if the source cannot promise that for this batch
     * @throws IOException if the source cannot note it; the put must not be made then
     */
    String putId(String channel, EventBatch batch) throws IOException;
}
