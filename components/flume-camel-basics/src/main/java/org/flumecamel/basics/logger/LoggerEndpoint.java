/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.logger;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.flumecamel.core.SinkEndpoint;

/** Write events to the log, to see what a route carries. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-logger", title = "Flume Logger", syntax = "flume-logger:name",
             producerOnly = true, remote = false, category = { Category.TESTING, Category.MONITORING })
public class LoggerEndpoint extends SinkEndpoint {

    @UriParam(defaultValue = "16", description = "How many bytes of a body to log at most.")
    private int maxBytesToLog = 16;

    public LoggerEndpoint(String uri, Component component, String name) {
        super(uri, component, name);
    }

    @Override
    public Producer createProducer() {
        return new LoggerProducer(this);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (maxBytesToLog < 0) {
            throw new IllegalArgumentException("maxBytesToLog must be 0 or above, not " + maxBytesToLog);
        }
    }

    public int getMaxBytesToLog() {
        return maxBytesToLog;
    }

    public void setMaxBytesToLog(int maxBytesToLog) {
        this.maxBytesToLog = maxBytesToLog;
    }
}
