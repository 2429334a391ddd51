/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** The options that all sinks have. */
public abstract class SinkEndpoint extends DefaultEndpoint {

    @UriPath(description = "Name of the sink, as metrics and messages call it.")
    @Metadata(required = true)
    private String name;

    protected SinkEndpoint(String uri, Component component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(getEndpointUri() + " is a sink: it can only be used in to");
    }

    /** Where the events go, for messages to people: the endpoint without its options, unless a sink says more. */
    public String destination() {
        return getEndpointBaseUri().replaceFirst("://", ":");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
