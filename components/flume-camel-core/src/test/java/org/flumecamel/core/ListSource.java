/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/** A source that sends given batches, to test what all sources have in common. */
final class ListSource extends PollingSource<Integer> {

    private final List<EventBatch> batches;
    private final List<Integer> settled = new CopyOnWriteArrayList<>();
    private int next;

    private ListSource(Options endpoint, Processor processor) {
        super(endpoint, processor);
        this.batches = endpoint.batches;
    }

    @Override
    protected void opened() {
        next = 0;
    }

    @Override
    protected boolean poll() throws InterruptedException {
        if (next == batches.size()) {
            return false;
        }
        EventBatch batch = batches.get(next++);
        return send(batch, next);
    }

    @Override
    protected void settled(Integer position) {
        settled.add(position);
    }

    /** The positions passed on so far. */
    List<Integer> settledPositions() {
        return settled;
    }

    /** Its endpoint. */
    static final class Options extends SourceEndpoint {

        private final List<EventBatch> batches;
        private ListSource source;

        Options(List<EventBatch> batches) {
            super("flume-list:r1", null, "r1");
            this.batches = batches;
            setBackoffSleepIncrement(10);
            setMaxBackoffSleep(50);
        }

        ListSource source() {
            return source;
        }

        @Override
        public boolean isRereadable() {
            return true;
        }

        @Override
        public boolean isSingleton() {
            return true;
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            source = new ListSource(this, processor);
            return source;
        }
    }
}
