/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import org.apache.camel.Exchange;
import org.flumecamel.core.counter.ChannelCounter;

/**
 * A queue of batches between the route of a source and the route of a sink. {@code flume-channel} endpoints put on it,
 * {@code flume-spooler} endpoints take from it. Thread-safe.
 */
public interface Channel {

    /** Its name, as metrics and messages show it: {@code c1}. */
    String name();

    /** What it counts, under Flume's names. */
    ChannelCounter counter();

    /**
     * Takes the options that a {@code flume-channel} endpoint names; called at the start of each.
     *
     * @throws IllegalArgumentException if the channel has no such option, the value is wrong, or another endpoint has named
     *                                  another one
     */
    void configure(ChannelOptions options);

    /**
     * Puts the batch of an Exchange; an empty batch is nothing to do. When it returns, the channel answers for the batch:
     * either it keeps a hold of the Exchange's {@code Acknowledgement} until a sink is done, or the batch is on disk.
     *
     * @param  keepAliveMillis      how long it may wait for room
     * @throws ChannelFullException if there is no room in that time
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws Exception            if the batch could not be put; whenever it throws, the source still answers for the batch
     */
    void put(Exchange exchange, long keepAliveMillis) throws Exception;

    /** What one thread of a spooler takes through. It connects when it is first used, not here. */
    ChannelReader reader(BatchLimits limits);

    /** Batches that a stop has to drain, because they would not outlive it here. */
    int toDrain();

    /** Whether all that waits here outlives this process, so that a spooler that is to stop takes no more of it. */
    default boolean isDurable() {
        return false;
    }

    /** Whether all that waits here outlives a stop, or can be read again from where it came. */
    boolean isRereadable();

    /**
     * How full it is. It may ask a server, but not for long.
     *
     * @throws RuntimeException if that cannot be told now
     */
    Backlog backlog();

    /**
     * Why nothing can be put on it or taken from it at the moment, for people: a broker that is down, a disk that is full.
     * A channel that is only full has no problem. Quick, asks no server.
     *
     * @return null if nothing is known to be wrong
     */
    default String problem() {
        return null;
    }
}
