/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.camel.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what optional channels did not take: the first failure at once, then at most once a minute with the number of events
 * since, because a channel that is full for an hour would fill the log as well. Thread-safe.
 */
final class OptionalFailures {

    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(SelectorProducer.class);

    private final LongSupplier nanoTime;
    private boolean logged;
    private long loggedAt;
    private long events;

    OptionalFailures(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void add(Endpoint target, int count, Exception failure) {
        events += count;
        long now = nanoTime.getAsLong();
        if (!logged || now - loggedAt >= QUIET_NANOS) {
            LOG.warn("Optional {} did not take {} events, which are lost to it ({} since the last such line): {}", target,
                    count, events, failure.toString());
            logged = true;
            loggedAt = now;
            events = 0;
        } else {
            LOG.debug("Optional {} did not take {} events: {}", target, count, failure.toString());
        }
    }
}
