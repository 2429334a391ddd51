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
 * Put batches of events on a channel: the queue of a seda endpoint, bounded by events and by memory, that keeps the
 * acknowledgement of each batch open until a sink is done with it.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-channel", title = "Flume Channel", syntax = "flume-channel:queue",
             producerOnly = true, category = { Category.MESSAGING })
public class ChannelEndpoint extends DefaultEndpoint {

    @UriPath(description = "The endpoint whose queue is the channel: seda:name, or jms:queue:name (with flume-camel-jms).")
    @Metadata(required = true)
    private String queue;
    @UriParam(defaultValue = "100000",
              description = "How many events the channel holds, those a sink works on included."
                            + " An empty channel takes a batch of any size.")
    private int capacity;
    @UriParam(description = "How many bytes of memory the channel may take: bodies, headers and overhead. Unless it is set, all"
                            + " memory channels share a part of the heap (heapShare of the component).")
    private long byteCapacity;
    @UriParam(defaultValue = "3",
              description = "How long a put waits for room, in seconds, before it is refused. 0 refuses at once.")
    private int keepAlive = 3;

    public ChannelEndpoint(String uri, ChannelComponent component, String queue) {
        super(uri, component);
        this.queue = queue;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (capacity < 0 || byteCapacity < 0 || keepAlive < 0) {
            throw new IllegalArgumentException("capacity, byteCapacity and keepAlive must not be negative");
        }
        channel().limit(capacity, byteCapacity);
    }

    Channel channel() {
        return Channels.of(getCamelContext()).get(queue);
    }

    @Override
    public Producer createProducer() {
        return new ChannelProducer(this, channel());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("flume-channel can only be used in to; read it with flume-spooler:" + queue);
    }

    public String getQueue() {
        return queue;
    }

    public void setQueue(String queue) {
        this.queue = queue;
    }

    public int getCapacity() {
        return capacity;
    }

    public void setCapacity(int capacity) {
        this.capacity = capacity;
    }

    public long getByteCapacity() {
        return byteCapacity;
    }

    public void setByteCapacity(long byteCapacity) {
        this.byteCapacity = byteCapacity;
    }

    public int getKeepAlive() {
        return keepAlive;
    }

    public void setKeepAlive(int keepAlive) {
        this.keepAlive = keepAlive;
    }
}
