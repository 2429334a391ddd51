/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.flume;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.EventDrivenSource;
import org.apache.flume.conf.Configurable;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.source.AbstractSource;
import org.flumecamel.bench.probe.Offers;

/** Producers that put batches of lines into Flume's channels, each in a thread of its own. */
public final class LineSource extends AbstractSource implements EventDrivenSource, Configurable {

    private int producers;
    private int batch;
    private long total;
    private int length;
    private Offers offers;

    @Override
    public void configure(Context context) {
        producers = context.getInteger("producers", 1);
        batch = context.getInteger("batch", 1000);
        total = context.getLong("total", 0L);
        length = context.getInteger("length", 200);
    }

    @Override
    public synchronized void start() {
        super.start();
        offers = new Offers(producers, batch, total, this::send, Executors.newFixedThreadPool(producers));
        offers.start();
    }

    private void send(int producer, long from, int count) {
        byte[] block = Offers.block(producer, from, count, length);
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = i * (length + 1);
            events.add(EventBuilder.withBody(Arrays.copyOfRange(block, at, at + length)));
        }
        getChannelProcessor().processEventBatch(events);
    }

    @Override
    public synchronized void stop() {
        try {
            offers.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        super.stop();
    }
}
