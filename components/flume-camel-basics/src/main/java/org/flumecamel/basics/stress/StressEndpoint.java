/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.stress;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.SourceEndpoint;

/** Generate events of a given size at a given rate, each different from all others, to load a route. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-stress", title = "Flume Stress", syntax = "flume-stress:name",
             consumerOnly = true, remote = false, category = { Category.TESTING })
public class StressEndpoint extends SourceEndpoint {

    @UriParam(defaultValue = "500", description = "Length of a body in bytes.")
    private int size = 500;
    @UriParam(defaultValue = "-1", description = "How many events to generate; then the source stays idle. -1 for no end.")
    private long maxTotalEvents = -1;
    @UriParam(defaultValue = "-1",
              description = "How many events to deliver; then the source stays idle. -1 for no end. Since what fails is sent"
                            + " again until it succeeds, this is the same limit as maxTotalEvents; the smaller one counts.")
    private long maxSuccessfulEvents = -1;
    @UriParam(defaultValue = "0", description = "How many events to generate in a second at most; 0 for no limit.")
    private int maxEventsPerSecond;

    public StressEndpoint(String uri, Component component, String name) {
        super(uri, component, name);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        StressConsumer consumer = new StressConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** A restart begins at 0 again, so what was on its way before is not generated in its place. */
    @Override
    public boolean isRereadable() {
        return false;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        requireAtLeast("size", size, 0);
        requireAtLeast("maxTotalEvents", maxTotalEvents, -1);
        requireAtLeast("maxSuccessfulEvents", maxSuccessfulEvents, -1);
        requireAtLeast("maxEventsPerSecond", maxEventsPerSecond, 0);
    }

    private static void requireAtLeast(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be " + least + " or above, not " + value);
        }
    }

    /** How many events to send in all. */
    long limit() {
        return Math.min(maxTotalEvents < 0 ? Long.MAX_VALUE : maxTotalEvents,
                maxSuccessfulEvents < 0 ? Long.MAX_VALUE : maxSuccessfulEvents);
    }

    public int getSize() {
        return size;
    }

    public void setSize(int size) {
        this.size = size;
    }

    public long getMaxTotalEvents() {
        return maxTotalEvents;
    }

    public void setMaxTotalEvents(long maxTotalEvents) {
        this.maxTotalEvents = maxTotalEvents;
    }

    public long getMaxSuccessfulEvents() {
        return maxSuccessfulEvents;
    }

    public void setMaxSuccessfulEvents(long maxSuccessfulEvents) {
        this.maxSuccessfulEvents = maxSuccessfulEvents;
    }

    public int getMaxEventsPerSecond() {
        return maxEventsPerSecond;
    }

    public void setMaxEventsPerSecond(int maxEventsPerSecond) {
        this.maxEventsPerSecond = maxEventsPerSecond;
    }
}
