/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.camel;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** Producers that send batches of lines into a route, each in a thread of its own. */
public final class LinesEndpoint extends DefaultEndpoint {

    private int producers = 1;
    private int batch = 1000;
    private long total;
    private int length = 200;
    private boolean json;

    LinesEndpoint(String uri, Component component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("bench-lines is a source");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new LinesConsumer(this, processor);
    }

    public int getProducers() {
        return producers;
    }

    public void setProducers(int producers) {
        this.producers = producers;
    }

    public int getBatch() {
        return batch;
    }

    public void setBatch(int batch) {
        this.batch = batch;
    }

    public long getTotal() {
        return total;
    }

    public void setTotal(long total) {
        this.total = total;
    }

    public int getLength() {
        return length;
    }

    public void setLength(int length) {
        this.length = length;
    }

    public boolean isJson() {
        return json;
    }

    /** Whether the lines are in JSON documents; with one producer. */
    public void setJson(boolean json) {
        this.json = json;
    }
}
