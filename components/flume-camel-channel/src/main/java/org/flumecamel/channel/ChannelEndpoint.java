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
 * acknowledgement of each batch open until a sink is done with it; or the queue of a jms endpoint, where a batch is safe on
 * the broker's disk when the put returns.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "flume-channel", title = "Flume Channel", syntax = "flume-channel:queue",
             producerOnly = true, category = { Category.MESSAGING })
public class ChannelEndpoint extends DefaultEndpoint {

    @UriPath(description = "The endpoint whose queue is the channel: seda:name, or jms:queue:name (with flume-camel-jms).")
    @Metadata(required = true)
    private String queue;
    @UriParam(description = "How many events the channel holds, those a sink works on included."
                            + " An empty channel takes a batch of any size. Unless it is set, 100000 in memory, and as many as"
                            + " the broker takes on a jms queue.")
    private int capacity;
    @UriParam(description = "How many bytes the channel may take. In memory these are bodies, headers and overhead, and unless"
                            + " it is set, all memory channels share a part of the heap (heapShare of the component). On a jms"
                            + " queue they are the bytes of the messages, and unless it is set, only the broker limits them.")
    private long byteCapacity;
    @UriParam(defaultValue = "3",
              description = "How long a put waits for room, in seconds, before it is refused. 0 refuses at once.")
    private int keepAlive = 3;
    @UriParam(defaultValue = "none", enums = "none,lz4,zstd",
              description = "How the events of a jms channel are compressed: none, lz4 or zstd. A spooler reads them all.")
    private String compression;

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
        channel().configure(new ChannelOptions(capacity, byteCapacity, compression));
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

    public String getCompression() {
        return compression;
    }

    public void setCompression(String compression) {
        this.compression = compression;
    }
}
