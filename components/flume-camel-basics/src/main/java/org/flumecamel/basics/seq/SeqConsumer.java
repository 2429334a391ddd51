/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.seq;

import org.apache.camel.Processor;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.PollingSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generates events whose bodies are 0, 1, 2 and so on in decimal digits (Flume SRC-SEQ). A refused batch is sent again with
 * the same numbers; a start begins at 0.
 */
class SeqConsumer extends PollingSource<Long> {

    private static final Logger LOG = LoggerFactory.getLogger(SeqConsumer.class);

    private DecimalCounter counter;
    private long next;
    private boolean announced;

    SeqConsumer(SeqEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public SeqEndpoint getEndpoint() {
        return (SeqEndpoint) super.getEndpoint();
    }

    @Override
    protected void opened() {
        counter = new DecimalCounter();
        next = 0;
        announced = false;
    }

    @Override
    protected boolean poll() throws InterruptedException {
        long left = getEndpoint().getTotalEvents() - next;
        if (left == 0) {
            announceEnd();
            return false;
        }
        EventBatch batch = batch((int) Math.min(left, getEndpoint().getBatchSize()));
        next += batch.size();
        return send(batch, next);
    }

    private EventBatch batch(int maxEvents) {
        long now = System.currentTimeMillis();
        int batchBytes = getEndpoint().getBatchBytes();
        int room = (int) Math.min((long) maxEvents * Math.min(counter.length() + 1, DecimalCounter.MAX_DIGITS),
                Math.min((long) batchBytes + DecimalCounter.MAX_DIGITS, Integer.MAX_VALUE - 8));
        byte[] block = new byte[room];
        EventBatch.Builder builder = new EventBatch.Builder(Math.min(maxEvents, room));
        int at = 0;
        int length = counter.length();
        while (builder.size() < maxEvents && at + length <= room && (at == 0 || at + length <= batchBytes)) {
            counter.write(block, at);
            builder.add(Event.slice(Headers.EMPTY, block, at, length, now));
            counter.increment();
            at += length;
            length = counter.length();
        }
        return builder.build();
    }

    private void announceEnd() {
        if (!announced && isAllSettled()) {
            announced = true;
            LOG.info("Source {} is done: all {} events are acknowledged", getEndpoint().getName(), next);
        }
    }

    @Override
    protected void settled(Long position) {
        // nothing to save: a start begins at 0
    }
}
