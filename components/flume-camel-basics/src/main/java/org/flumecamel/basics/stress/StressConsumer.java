/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.stress;

import org.apache.camel.Processor;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.PollingSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Generates events that a reader can check, see {@link StressBody} (Flume SRC-STRESS). A start begins at 0. */
class StressConsumer extends PollingSource<Long> {

    private static final Logger LOG = LoggerFactory.getLogger(StressConsumer.class);

    private StressBody body;
    private Pace pace;
    private long next;
    private boolean announced;

    StressConsumer(StressEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public StressEndpoint getEndpoint() {
        return (StressEndpoint) super.getEndpoint();
    }

    @Override
    protected void opened() {
        body = new StressBody(getEndpoint().getSize());
        pace = new Pace(getEndpoint().getMaxEventsPerSecond(), System.nanoTime());
        next = 0;
        announced = false;
    }

    @Override
    protected boolean poll() throws InterruptedException {
        long left = getEndpoint().limit() - next;
        if (left == 0) {
            announceEnd();
            return false;
        }
        long delay = pace.delay(System.nanoTime());
        if (delay > 0) {
            return pause(delay);
        }
        EventBatch batch = batch((int) Math.min(left, eventsInBatch()));
        pace.sent(batch.size(), System.nanoTime());
        next += batch.size();
        return send(batch, next);
    }

    private int eventsInBatch() {
        int size = Math.max(1, getEndpoint().getSize());
        return Math.min(getEndpoint().getBatchSize(), Math.max(1, getEndpoint().getBatchBytes() / size));
    }

    private EventBatch batch(int count) {
        long now = System.currentTimeMillis();
        int size = getEndpoint().getSize();
        byte[] block = new byte[count * size];
        EventBatch.Builder builder = new EventBatch.Builder(count);
        for (int i = 0; i < count; i++) {
            body.write(next + i, block, i * size);
            builder.add(Event.slice(Headers.EMPTY, block, i * size, size, now));
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
