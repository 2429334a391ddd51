/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.joni.Matcher;
import org.opensearch.grok.MatcherWatchdog;

/** Interrupts matching that takes too long, from a thread of its own while it is started. Thread-safe. */
final class MatchLimit extends ServiceSupport implements MatcherWatchdog {

    private static final long SHORTEST_LOOK = 10;

    private final Map<Matcher, Long> running = new ConcurrentHashMap<>();
    private final long timeout;
    private final CamelContext context;
    private ScheduledExecutorService looker;

    /** @param timeout how long one match may take, in milliseconds */
    MatchLimit(long timeout, CamelContext context) {
        if (timeout < 1) {
            throw new IllegalArgumentException("matchTimeout must be 1 or more, not " + timeout);
        }
        this.timeout = timeout;
        this.context = context;
    }

    @Override
    public void register(Matcher matcher) {
        running.put(matcher, System.nanoTime());
    }

    @Override
    public void unregister(Matcher matcher) {
        running.remove(matcher);
    }

    @Override
    public long maxExecutionTimeInMillis() {
        return timeout;
    }

    /** Whether what began then has taken too long; in the time of {@link System#nanoTime()}. */
    boolean isExceeded(long since) {
        return System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(timeout);
    }

    private void look() {
        running.forEach((matcher, since) -> {
            if (isExceeded(since)) {
                matcher.interrupt();
            }
        });
    }

    @Override
    protected void doStart() {
        looker = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "grok-limit");
        long pause = Math.max(SHORTEST_LOOK, timeout / 2);
        looker.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        context.getExecutorServiceManager().shutdownNow(looker);
        looker = null;
    }
}
