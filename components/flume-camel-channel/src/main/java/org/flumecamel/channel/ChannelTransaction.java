/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import org.flumecamel.core.EventBatch;

/** A batch taken from a channel, which leaves it when it is settled. */
public interface ChannelTransaction {

    /** The batch; not empty. */
    EventBatch batch();

    /** Whether it was cut by size or number, and not because the channel had no more. */
    boolean isComplete();

    /** Whether its events outlive a stop, or can be read again from where they came. */
    boolean isRereadable();

    /**
     * The sink is done with the batch. Any thread may call it; only the first end of a transaction counts.
     *
     * @param failure null if every event is where the sink promised; else the batch goes back into the channel
     */
    void settled(Throwable failure);

    /** The batch goes back to its place in the channel, unless it is settled. Any thread may call it. */
    void giveBack();

    /**
     * Called by the thread that has taken the batch, when the route has returned normally and before it takes the next
     * batch. A channel that must settle on that thread does it here, or within a moment together with what follows.
     *
     * @throws InterruptedException if the thread is interrupted while it waits for the batch to be settled
     * @throws Exception            if the batch could not leave the channel; it will be taken again
     */
    default void finish() throws Exception {
        // most channels settle from any thread
    }
}
