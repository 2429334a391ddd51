/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.io.IOException;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * Where the batch of an Exchange comes from, for sources that read the same events again after a restart. A durable channel
 * asks it for an id of each put; the same events read again get the same id, so the channel can tell that it has them
 * already. All copies of an Exchange share it. Thread-safe.
 */
public interface BatchOrigin {

    /** Exchange property that carries the origin. */
    String PROPERTY = "FlumeBatchOrigin";

    /**
     * The origin an Exchange carries, or null if its source cannot name one. In a branch of a {@code multicast} or
     * {@code split} it is the origin of that branch, so that ids do not depend on which branch comes first.
     */
    static BatchOrigin of(Exchange exchange) {
        BatchOrigin origin = exchange.getProperty(PROPERTY, BatchOrigin.class);
        if (origin != null) {
            Integer multicast = exchange.getProperty(ExchangePropertyKey.MULTICAST_INDEX, Integer.class);
            Integer split = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
            origin = multicast == null ? origin : origin.inBranch("m" + multicast);
            origin = split == null ? origin : origin.inBranch("s" + split);
        }
        return origin;
    }

    /** This origin as a branch of the route sees it; puts of different branches have different ids. */
    default BatchOrigin inBranch(String branch) {
        return this;
    }

    /**
     * The id of the put of this batch, or of what the route has made of it, into a channel. When it returns, the source has
     * noted how it cut the batch, so that it cuts the same one again after a crash. It is called once for each put: a second
     * call with the same batch is another put and gets another id. A channel that tries a put again keeps its id.
     *
     * @param  channel     name of the channel
     * @param  batch       what is put
     * @return             the same text whenever the same events are put into the same channel, another one otherwise; null
     *                     if the source cannot promise that for this batch
     * @throws IOException if the source cannot note it; the put must not be made then
     */
    String putId(String channel, EventBatch batch) throws IOException;
}
