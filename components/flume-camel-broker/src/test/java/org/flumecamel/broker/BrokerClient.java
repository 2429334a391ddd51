/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.ArrayList;
import java.util.List;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/** A client with one transacted session. */
final class BrokerClient implements AutoCloseable {

    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private final Connection connection;
    private final Session session;
    private MessageConsumer receiver;

    BrokerClient(EmbeddedBroker broker) throws JMSException {
        this(broker.connectionFactory());
    }

    BrokerClient(ConnectionFactory factory) throws JMSException {
        connection = factory.createConnection();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        connection.start();
    }

    /** Puts a message of its own transaction. */
    void put(String queue, byte[] body) throws JMSException {
        put(queue, body, null);
    }

    void put(String queue, byte[] body, String duplicateId) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            if (duplicateId != null) {
                message.setStringProperty(DUPLICATE_ID, duplicateId);
            }
            producer.send(message);
        }
        session.commit();
    }

    /** Takes and commits all messages there are. */
    List<byte[]> drain(String queue) throws JMSException {
        List<byte[]> bodies = new ArrayList<>();
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            for (Message message = consumer.receive(2000); message != null; message = consumer.receive(300)) {
                bodies.add(message.getBody(byte[].class));
                session.commit();
            }
        }
        return bodies;
    }

    /** Takes and commits all messages there are, whatever has become of their bodies. */
    int discard(String queue) throws JMSException {
        int count = 0;
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            for (Message message = consumer.receive(2000); message != null; message = consumer.receive(300)) {
                session.commit();
                count++;
            }
        }
        return count;
    }

    /** Takes a message, which is gone after {@link #commit()}; null if there is none in that time. */
    byte[] receive(String queue, long millis) throws JMSException {
        if (receiver == null) {
            receiver = session.createConsumer(session.createQueue(queue));
        }
        Message message = receiver.receive(millis);
        return message == null ? null : message.getBody(byte[].class);
    }

    void commit() throws JMSException {
        session.commit();
    }

    /** Takes a message and gives it back. */
    Message takeAndGiveBack(String queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            Message message = consumer.receive(5000);
            session.rollback();
            return message;
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
