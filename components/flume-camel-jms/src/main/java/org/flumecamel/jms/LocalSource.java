/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import org.flumecamel.channel.LocalBroker;
import org.flumecamel.channel.QueueMessage;

/** Takes from a queue of a broker in this process. */
final class LocalSource implements MessageSource {

    private final LocalBroker.Reader reader;

    LocalSource(LocalBroker.Reader reader) {
        this.reader = reader;
    }

    @Override
    public QueueMessage first(long millis) throws Exception {
        return reader.take(millis);
    }

    /** Sleeps rather than be woken for each single message that trickles in. */
    @Override
    public QueueMessage next(long millis) throws Exception {
        QueueMessage message = reader.take(0);
        if (message == null && millis > 0) {
            Thread.sleep(millis);
            message = reader.take(0);
        }
        return message;
    }

    @Override
    public void check() {
        // each call tells by itself
    }

    @Override
    public void commit() throws Exception {
        reader.commit();
    }

    @Override
    public void close() {
        reader.close();
    }
}
