/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.flume;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.conf.Configurable;
import org.apache.flume.sink.AbstractSink;
import org.flumecamel.bench.probe.LineReading;

/** Checks every line it takes. It never asks for Flume's back-off, which would cost a second each time it is ahead. */
public final class LineSink extends AbstractSink implements Configurable {

    private LineReading reading;
    private int batchSize;

    @Override
    public void configure(Context context) {
        batchSize = context.getInteger("batchSize", 1000);
        reading = new LineReading();
    }

    @Override
    public Status process() {
        Channel channel = getChannel();
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        int taken;
        try {
            taken = take(channel);
            transaction.commit();
            reading.publish();
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        } finally {
            transaction.close();
        }
        if (taken == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return Status.READY;
    }

    private int take(Channel channel) {
        for (int i = 0; i < batchSize; i++) {
            Event event = channel.take();
            if (event == null) {
                return i;
            }
            byte[] body = event.getBody();
            reading.add(body, 0, body.length);
        }
        return batchSize;
    }
}
