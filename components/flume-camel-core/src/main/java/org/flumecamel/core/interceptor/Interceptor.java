/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/**
 * Changes or drops events on their way to a channel (Flume INT-CHAIN).
 * <p>
 * Plug your own in with {@code flume-interceptor:custom?interceptor=#bean}. One instance serves all threads of its route, so
 * it must be thread-safe. Events and batches are immutable: what changes is a new one, made with {@link Event#withHeaders}
 * or {@link Event#withBody}, and untouched ones are returned as they are. An exception fails the whole batch, and its source
 * sends it again. If it is a Camel {@code Service} it is started and stopped with its endpoint.
 */
@FunctionalInterface
public interface Interceptor {

    /** The event, another one in its place, or null to drop it. */
    Event intercept(Event event);

    /**
     * Treats a whole batch; override it where that is cheaper than one event after the other.
     *
     * @return the same instance if nothing changed; without events if all are dropped; never null
     */
    default EventBatch intercept(EventBatch batch) {
        return batch.map(this::intercept);
    }
}
