/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.seq;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.SourceEndpoint;

/** Generate events whose bodies count up from 0, to try a route out. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-seq", title = "Flume Sequence Generator", syntax = "flume-seq:name",
             consumerOnly = true, remote = false, category = { Category.TESTING })
public class SeqEndpoint extends SourceEndpoint {

    @UriParam(defaultValue = "9223372036854775807", description = "How many events to generate; then the source stays idle.")
    private long totalEvents = Long.MAX_VALUE;

    public SeqEndpoint(String uri, Component component, String name) {
        super(uri, component, name);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SeqConsumer consumer = new SeqConsumer(this, processor);
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
        if (totalEvents < 0) {
            throw new IllegalArgumentException("totalEvents must be 0 or above, not " + totalEvents);
        }
    }

    public long getTotalEvents() {
        return totalEvents;
    }

    public void setTotalEvents(long totalEvents) {
        this.totalEvents = totalEvents;
    }
}
