/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Drain a channel in batches cut by number, size or time, each in one transaction: it leaves the channel when the sink is
 * done with it, and is taken again if the sink fails.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-spooler", title = "Flume Spooler", syntax = "flume-spooler:queue",
             consumerOnly = true, category = { Category.MESSAGING })
public class SpoolerEndpoint extends DefaultEndpoint {

    @UriPath(description = "The endpoint whose queue is the channel: seda:name, or jms:queue:name (with flume-camel-jms).")
    @Metadata(required = true)
    private String queue;
    @UriParam(defaultValue = "1000", description = "How many events a batch has at most.")
    private int batchSize = 1000;
    @UriParam(defaultValue = "1048576", description = "How many bytes the bodies of a batch have at most;"
                                                     + " a single larger event travels alone.")
    private long batchBytes = 1 << 20;
    @UriParam(defaultValue = "0", javaType = "java.time.Duration",
              description = "How long a batch that has begun waits for more events. 0 takes what is there.")
    private long batchTimeout;
    @UriParam(defaultValue = "1",
              description = "How many threads drain the channel. With more than one the order of events is not kept.")
    private int concurrentConsumers = 1;
    @UriParam(label = "advanced", defaultValue = "1000", javaType = "java.time.Duration",
              description = "How long to wait before a failed batch is taken again, where the route itself does not retry; it"
                            + " doubles with each failure.")
    private long backoffSleepIncrement = 1000;
    @UriParam(label = "advanced", defaultValue = "5000", javaType = "java.time.Duration",
              description = "How long to wait at most before a failed batch is taken again.")
    private long maxBackoffSleep = 5000;

    public SpoolerEndpoint(String uri, SpoolerComponent component, String queue) {
        super(uri, component);
        this.queue = queue;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (batchSize < 1 || batchBytes < 1 || concurrentConsumers < 1 || backoffSleepIncrement < 1 || maxBackoffSleep < 1) {
            throw new IllegalArgumentException(
                    "batchSize, batchBytes, concurrentConsumers, backoffSleepIncrement and maxBackoffSleep must be above 0");
        }
        if (batchTimeout < 0) {
            throw new IllegalArgumentException("batchTimeout must not be negative, it is " + batchTimeout);
        }
        channel();
    }

    Channel channel() {
        return Channels.of(getCamelContext()).get(queue);
    }

    BatchLimits limits() {
        return new BatchLimits(batchSize, batchBytes, batchTimeout);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SpoolerConsumer consumer = new SpoolerConsumer(this, processor, channel());
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("flume-spooler can only be used in from; write with flume-channel:" + queue);
    }

    public String getQueue() {
        return queue;
    }

    public void setQueue(String queue) {
        this.queue = queue;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public long getBatchBytes() {
        return batchBytes;
    }

    public void setBatchBytes(long batchBytes) {
        this.batchBytes = batchBytes;
    }

    public long getBatchTimeout() {
        return batchTimeout;
    }

    public void setBatchTimeout(long batchTimeout) {
        this.batchTimeout = batchTimeout;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
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
