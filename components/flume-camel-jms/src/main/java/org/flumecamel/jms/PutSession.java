/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transacted session that puts messages on the queue of a channel. Used by one thread at a time, but for the watch. */
final class PutSession {

    private static final Logger LOG = LoggerFactory.getLogger(PutSession.class);

    private final BrokerConnection connection;
    private final Session session;
    private final MessageProducer producer;
    /** Until when the broker may hold up the send that is under way, as {@link System#nanoTime} tells it; 0 if none is. */
    private volatile long sendDeadline;
    private volatile boolean heldUp;

    PutSession(BrokerConnection connection) throws JMSException {
        this.connection = connection;
        this.session = connection.transactedSession();
        this.producer = connection.onQueue(session, session::createProducer);
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
    }

    BrokerConnection connection() {
        return connection;
    }

    /**
     * Sends messages and commits them together. When it returns, the broker has them on its disk.
     *
     * @param  patience     how long the broker may hold up the sends, in milliseconds
     * @throws JMSException if they are not committed, or nobody can say whether they are
     */
    void put(List<Put> puts, long patience) throws JMSException {
        sendDeadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience) | 1;
        try {
            for (Put put : puts) {
                producer.send(message(put));
            }
        } finally {
            sendDeadline = 0;
        }
        session.commit();
    }

    private BytesMessage message(Put put) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(put.body().array(), 0, put.body().length());
        message.setIntProperty(Put.EVENTS, put.events());
        message.setLongProperty(Put.BYTES, put.body().length());
        if (put.id() != null) {
            message.setStringProperty(Put.DUPLICATE_ID, put.id());
        }
        return message;
    }

    /** Closes it; what it has not committed is rolled back. Never throws. */
    void close() {
        try {
            session.close();
        } catch (JMSException | RuntimeException e) {
            LOG.debug("A session cannot be closed, it is given up", e);
        }
    }

    /** Whether the watch has ended a send, because the broker took nothing in its time. */
    boolean isHeldUp() {
        return heldUp;
    }

    /** Ends a send that the broker holds up for too long. Nothing of it is committed. Called by the watch. */
    void unblock() {
        long deadline = sendDeadline;
        if (deadline != 0 && System.nanoTime() - deadline > 0) {
            heldUp = true;
            connection.close();
        }
    }
}
