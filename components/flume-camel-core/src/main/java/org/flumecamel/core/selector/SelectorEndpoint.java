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

/**
 * Send a batch to several channels, some of which may fail ({@code flume-selector:replicating}), or split it by the value of
 * an event header and send each part to the channels of that value.
 */
@ManagedResource(description = "Flume channel selector")
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-selector", title = "Flume Selector", syntax = "flume-selector:header",
             producerOnly = true, remote = false, category = { Category.CORE })
public class SelectorEndpoint extends DefaultEndpoint {

    /** The name that a selector with {@code channels} has. */
    static final String REPLICATING = "replicating";

    @UriPath(description = "Event header whose value selects the channels; or the word replicating, with the option channels.")
    @Metadata(required = true)
    private String header;
    @UriParam(label = "replicating",
              description = "Endpoint URIs, separated by blanks or commas, that every event must reach; only for"
                            + " flume-selector:replicating.")
    private String channels;
    @UriParam(name = "optional", label = "replicating", javaType = "java.lang.String",
              description = "Endpoint URIs, separated by blanks or commas, that every event is sent to as well; a failure there"
                            + " is only logged and counted. One that stands in channels too is optional. Only for"
                            + " flume-selector:replicating.")
    private String optionalUris;
    @UriParam(prefix = "mapping.", multiValue = true,
              description = "Endpoint URIs, separated by blanks or commas, that events with this header value must reach:"
                            + " mapping.error: flume-channel:seda:errors.")
    private Map<String, String> mapping = Map.of();
    @UriParam(name = "default", javaType = "java.lang.String",
              description = "Endpoint URIs, separated by blanks or commas, for events whose header is missing, blank or not"
                            + " mapped. Without it such events are dropped and counted.")
    private String defaultUris;
    @UriParam(name = "optionalMapping", prefix = "optional.", multiValue = true,
              description = "Endpoint URIs, separated by blanks or commas, that events with this header value are sent to as"
                            + " well; a failure there is only logged and counted.")
    private Map<String, String> optionalMapping = Map.of();

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

    /** Whether all events go to all channels. */
    boolean isReplicating() {
        return channels != null || optionalUris != null
               || header.equals(REPLICATING) && mapping.isEmpty() && optionalMapping.isEmpty() && defaultUris == null;
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

    public Map<String, String> getOptionalMapping() {
        return optionalMapping;
    }

    public void setOptionalMapping(Map<String, String> optionalMapping) {
        this.optionalMapping = optionalMapping;
    }

    public String getChannels() {
        return channels;
    }

    public void setChannels(String channels) {
        this.channels = channels;
    }

    public String getOptional() {
        return optionalUris;
    }

    public void setOptional(String uris) {
        this.optionalUris = uris;
    }
}
