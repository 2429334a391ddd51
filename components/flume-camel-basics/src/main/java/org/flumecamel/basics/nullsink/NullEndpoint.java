/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.nullsink;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.SinkEndpoint;

/** Take events and throw them away. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-null", title = "Flume Null", syntax = "flume-null:name",
             producerOnly = true, remote = false, category = { Category.TESTING })
public class NullEndpoint extends SinkEndpoint {

    @UriParam(defaultValue = "10000", description = "After how many events each to log how many there were.")
    private long logEveryNEvents = 10_000;

    public NullEndpoint(String uri, Component component, String name) {
        super(uri, component, name);
    }

    @Override
    public Producer createProducer() {
        return new NullProducer(this);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (logEveryNEvents <= 0) {
            throw new IllegalArgumentException("logEveryNEvents must be above 0, not " + logEveryNEvents);
        }
    }

    public long getLogEveryNEvents() {
        return logEveryNEvents;
    }

    public void setLogEveryNEvents(long logEveryNEvents) {
        this.logEveryNEvents = logEveryNEvents;
    }
}
