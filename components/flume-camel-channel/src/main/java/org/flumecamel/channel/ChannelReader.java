/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.function.BooleanSupplier;

/** How one thread takes batches from a channel. Not thread-safe, but for {@link #close}. */
public interface ChannelReader extends AutoCloseable {

    /**
     * Begins a transaction: takes what is there, up to the limits, and what comes while a batch may wait.
     *
     * @param  waitMillis           how long it may wait for the first event
     * @param  stopping             whether the spooler is to stop; it then takes what is there and waits no more
     * @return                      null if no event came in time
     * @throws InterruptedException if the thread is interrupted; what was taken is back in the channel
     * @throws Exception            if the channel cannot be read now; nothing is lost, the caller tries again later
     */
    ChannelTransaction take(long waitMillis, BooleanSupplier stopping) throws Exception;

    /**
     * Whether a part of something that leaves the channel as a whole is delivered, and the rest is not: closed now, all of it
     * would be delivered again. Any thread may call it.
     */
    default boolean isBegun() {
        return false;
    }

    /** Gives back what is not settled. Any thread may call it, more than once. */
    @Override
    void close();
}
