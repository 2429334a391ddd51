/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all counters of a component have in common. Counters start at zero with the component and only grow. Thread-safe.
 * Source: Flume CNT.
 */
public abstract class Counter implements CounterMXBean {

    private final String type;
    private final String name;
    private final AtomicLong startTime = new AtomicLong();
    private final AtomicLong stopTime = new AtomicLong();

    Counter(String type, String name) {
        this.type = type;
        this.name = name;
    }

    /** The name of the component, as in {@code flume-taildir:name}. */
    public String name() {
        return name;
    }

    public void start() {
        startTime.set(System.currentTimeMillis());
    }

    public void stop() {
        stopTime.set(System.currentTimeMillis());
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public long getStartTime() {
        return startTime.get();
    }

    @Override
    public long getStopTime() {
        return stopTime.get();
    }
}
