/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Session;

import org.apache.camel.component.jms.JmsEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.support.destination.DestinationResolver;

/** A started connection to the broker of a jms endpoint, with the endpoint's credentials. Thread-safe. */
final class BrokerConnection {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);

    private final JmsEndpoint endpoint;
    private final Connection connection;
    private volatile JMSException failure;

    private BrokerConnection(JmsEndpoint endpoint, Connection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
    }

    static BrokerConnection open(JmsEndpoint endpoint) throws JMSException {
        ConnectionFactory factory = endpoint.getConfiguration().getOrCreateConnectionFactory();
        if (factory == null) {
            throw new JMSException("Component " + endpoint.getComponent().getDefaultName() + " of " + endpoint.getEndpointUri()
                                   + " has no connectionFactory: there is no broker to connect to");
        }
        BrokerConnection opened = new BrokerConnection(endpoint, factory.createConnection());
        boolean started = false;
        try {
            opened.start();
            started = true;
        } finally {
            if (!started) {
                opened.close();
            }
        }
        return opened;
    }

    private void start() throws JMSException {
        try {
            connection.setExceptionListener(e -> failure = e);
        } catch (jakarta.jms.IllegalStateException e) {
            // a shared connection may allow none; the next use of it tells of its end
            LOG.debug("No exception listener on {}", connection, e);
        }
        connection.start();
    }

    Session transactedSession() throws JMSException {
        return connection.createSession(true, Session.SESSION_TRANSACTED);
    }

    Session plainSession() throws JMSException {
        return connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    ConnectionMetaData metaData() throws JMSException {
        return connection.getMetaData();
    }

    /** Does something with the endpoint's queue. */
    interface OnQueue<T> {

        T make(Queue queue) throws JMSException;
    }

    /** Makes something on the endpoint's queue, which the broker may have to make first. */
    <T> T onQueue(Session session, OnQueue<T> maker) throws JMSException {
        try {
            return maker.make(queue(session));
        } catch (InvalidDestinationException e) {
            // two clients that find no queue both make it, and one of them is told that it exists
            return maker.make(queue(session));
        }
    }

    /** The endpoint's queue. */
    Queue queue(Session session) throws JMSException {
        DestinationResolver resolver = endpoint.getDestinationResolver();
        return resolver == null
                ? session.createQueue(endpoint.getDestinationName())
                : (Queue) resolver.resolveDestinationName(session, endpoint.getDestinationName(), false);
    }

    /** Throws what has ended the connection, if it has ended by itself. */
    void check() throws JMSException {
        JMSException ended = failure;
        if (ended != null) {
            JMSException lost = new JMSException("The connection to the broker was lost: " + ended.getMessage());
            lost.initCause(ended);
            throw lost;
        }
    }

    boolean isLost() {
        return failure != null;
    }

    /** Closes it with its sessions; what they have not committed is rolled back. Never throws. */
    void close() {
        try {
            connection.close();
        } catch (JMSException | RuntimeException e) {
            LOG.debug("A connection cannot be closed, it is given up", e);
        }
    }
}
