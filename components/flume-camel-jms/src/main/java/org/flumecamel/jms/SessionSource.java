/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

import org.apache.camel.component.jms.JmsEndpoint;
import org.flumecamel.channel.QueueMessage;

/** Takes from a queue of any JMS broker, by a transacted session on a connection of its own. */
final class SessionSource implements MessageSource {

    private final BrokerConnection connection;
    private final Session session;
    private final MessageConsumer consumer;

    private SessionSource(BrokerConnection connection) throws JMSException {
        this.connection = connection;
        this.session = connection.transactedSession();
        this.consumer = connection.onQueue(session, session::createConsumer);
    }

    static SessionSource open(JmsEndpoint endpoint) throws JMSException {
        BrokerConnection connection = BrokerConnection.open(endpoint);
        try {
            return new SessionSource(connection);
        } catch (JMSException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public QueueMessage first(long millis) throws JMSException {
        Message message = consumer.receive(millis);
        connection.check();
        return message == null ? null : new JmsMessage(message);
    }

    @Override
    public QueueMessage next(long millis) throws JMSException {
        return first(millis);
    }

    @Override
    public void check() throws JMSException {
        connection.check();
    }

    @Override
    public void commit() throws JMSException {
        session.commit();
    }

    @Override
    public void close() {
        connection.close();
    }
}
