/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** The options that all sources have. */
public abstract class SourceEndpoint extends DefaultEndpoint {

    /** When a source takes a batch for acknowledged. */
    public enum Acknowledge {
        /** When its route has returned: the batch is in a channel. */
        CHANNEL,
        /** When every channel and sink that took it is done with it. */
        DELIVERY
    }

    @UriPath(description = "Name of the source, as metrics and messages call it.")
    @Metadata(required = true)
    private String name;
    @UriParam(defaultValue = "100", description = "How many events a batch has at most.")
    private int batchSize = 100;
    @UriParam(defaultValue = "1048576", description = "How many bytes the bodies of a batch have at most;"
                                                     + " a single larger event travels alone.")
    private int batchBytes = 1 << 20;
    @UriParam(defaultValue = "true", description = "Whether one Exchange carries a batch of events. If false, each event is an"
                                                  + " Exchange of its own with its headers as message headers, control"
                                                  + " headers excepted.")
    private boolean batching = true;
    @UriParam(defaultValue = "DELIVERY",
              description = "When a batch counts as acknowledged: CHANNEL, when the route has returned, that is when a channel"
                            + " has taken it; DELIVERY, when the sinks behind the channels are done as well.")
    private Acknowledge acknowledge = Acknowledge.DELIVERY;
    @UriParam(label = "advanced", defaultValue = "1000000",
              description = "How many events may be unacknowledged before the source pauses.")
    private long maxUnacknowledgedEvents = 1_000_000;
    @UriParam(label = "advanced", defaultValue = "67108864",
              description = "How many bytes of memory unacknowledged events may take before the source pauses. The default is"
                            + " the smaller of 64 MiB and an eighth of the heap.")
    private long maxUnacknowledgedBytes = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);
    @UriParam(label = "advanced", defaultValue = "1000", javaType = "java.time.Duration",
              description = "How much longer the source waits each time it finds nothing to do, and before it offers a refused"
                            + " batch again.")
    private long backoffSleepIncrement = 1000;
    @UriParam(label = "advanced", defaultValue = "5000", javaType = "java.time.Duration",
              description = "How long the source waits at most when it finds nothing to do or its batch is refused.")
    private long maxBackoffSleep = 5000;

    protected SourceEndpoint(String uri, Component component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(getEndpointUri() + " is a source: it can only be used in from");
    }

    /** Whether the source can read its events again, also after a restart. */
    public abstract boolean isRereadable();

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        requirePositive("batchSize", batchSize);
        requirePositive("batchBytes", batchBytes);
        requirePositive("maxUnacknowledgedEvents", maxUnacknowledgedEvents);
        requirePositive("maxUnacknowledgedBytes", maxUnacknowledgedBytes);
        requirePositive("backoffSleepIncrement", backoffSleepIncrement);
        requirePositive("maxBackoffSleep", maxBackoffSleep);
    }

    /** @throws IllegalArgumentException if an option's value is not above zero */
    protected static void requirePositive(String option, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(option + " must be above 0, not " + value);
        }
    }

    @Override
    public abstract Consumer createConsumer(Processor processor) throws Exception;

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public int getBatchBytes() {
        return batchBytes;
    }

    public void setBatchBytes(int batchBytes) {
        this.batchBytes = batchBytes;
    }

    public boolean isBatching() {
        return batching;
    }

    public void setBatching(boolean batching) {
        this.batching = batching;
    }

    public Acknowledge getAcknowledge() {
        return acknowledge;
    }

    public void setAcknowledge(Acknowledge acknowledge) {
        this.acknowledge = acknowledge;
    }

    public long getMaxUnacknowledgedEvents() {
        return maxUnacknowledgedEvents;
    }

    public void setMaxUnacknowledgedEvents(long maxUnacknowledgedEvents) {
        this.maxUnacknowledgedEvents = maxUnacknowledgedEvents;
    }

    public long getMaxUnacknowledgedBytes() {
        return maxUnacknowledgedBytes;
    }

    public void setMaxUnacknowledgedBytes(long maxUnacknowledgedBytes) {
        this.maxUnacknowledgedBytes = maxUnacknowledgedBytes;
    }

    public long getBackoffSleepIncrement() {
        return backoffSleepIncrement;
    }

    public void setBackoffSleepIncrement(long backoffSleepIncrement) {
        this.backoffSleepIncrement = backoffSleepIncrement;
    }

    public long getMaxBackoffSleep() {
        return maxBackoffSleep;
    }

    public void setMaxBackoffSleep(long maxBackoffSleep) {
        this.maxBackoffSleep = maxBackoffSleep;
    }
}
