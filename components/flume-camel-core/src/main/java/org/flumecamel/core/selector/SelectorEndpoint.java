/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Split a batch by the value of an event header and send each part to the channels mapped to the value. */
@ManagedResource(description = "Flume channel selector")
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-selector", title = "Flume Selector", syntax = "flume-selector:header",
             producerOnly = true, remote = false, category = { Category.CORE })
public class SelectorEndpoint extends DefaultEndpoint {

    @UriPath(description = "Event header whose value selects the channels.")
    @Metadata(required = true)
    private String header;
    @UriParam(prefix = "mapping.", multiValue = true,
              description = "Endpoint URIs, separated by blanks or commas, that events with this header value must reach:"
                            + " mapping.error: flume-channel:seda:errors.")
    private Map<String, String> mapping = Map.of();
    @UriParam(name = "default", javaType = "java.lang.String",
              description = "Endpoint URIs, separated by blanks or commas, for events whose header is missing, blank or not"
                            + " mapped. Without it such events are dropped and counted.")
    private String defaultUris;
    @UriParam(prefix = "optional.", multiValue = true,
              description = "Endpoint URIs, separated by blanks or commas, that events with this header value are sent to as"
                            + " well; a failure there is only logged and counted.")
    private Map<String, String> optional = Map.of();

    private final LongAdder droppedEvents = new LongAdder();
    private final LongAdder optionalFailures = new LongAdder();

    public SelectorEndpoint(String uri, Component component, String header) {
        super(uri, component);
        this.header = header;
    }

    @Override
    public Producer createProducer() {
        return new SelectorProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(getEndpointUri() + " distributes events: it can only be used in to");
    }

    void dropped(long events) {
        droppedEvents.add(events);
    }

    void failedOptionally(long events) {
        optionalFailures.add(events);
    }

    @ManagedAttribute(description = "Events that no channel was selected for")
    public long getDroppedEvents() {
        return droppedEvents.sum();
    }

    @ManagedAttribute(description = "Events that an optional channel did not take")
    public long getOptionalFailures() {
        return optionalFailures.sum();
    }

    public String getHeader() {
        return header;
    }

    public void setHeader(String header) {
        this.header = header;
    }

    public Map<String, String> getMapping() {
        return mapping;
    }

    public void setMapping(Map<String, String> mapping) {
        this.mapping = mapping;
    }

    public String getDefault() {
        return defaultUris;
    }

    public void setDefault(String uris) {
        this.defaultUris = uris;
    }

    public Map<String, String> getOptional() {
        return optional;
    }

    public void setOptional(Map<String, String> optional) {
        this.optional = optional;
    }
}
