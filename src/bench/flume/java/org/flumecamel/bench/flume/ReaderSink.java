/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.flume;

import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.conf.Configurable;
import org.apache.flume.sink.AbstractSink;
import org.flumecamel.bench.probe.Reading;

/** Flume's null sink that also shows how far it is and, if asked, looks at every body. */
public final class ReaderSink extends AbstractSink implements Configurable {

    private Reading reading;
    private int batchSize;

    @Override
    public void configure(Context context) {
        batchSize = context.getInteger("batchSize", 100);
        reading = new Reading();
    }

    @Override
    public Status process() {
        Channel channel = getChannel();
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        try {
            Status status = take(channel);
            transaction.commit();
            reading.publish();
            return status;
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        } finally {
            transaction.close();
        }
    }

    private Status take(Channel channel) {
        for (int i = 0; i < batchSize; i++) {
            Event event = channel.take();
            if (event == null) {
                return Status.BACKOFF;
            }
            if (reading.isChecking()) {
                byte[] body = event.getBody();
                reading.add(body, 0, body.length);
            } else {
                reading.add();
            }
        }
        return Status.READY;
    }
}
