/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.jms.JMSException;

import org.apache.camel.component.jms.JmsEndpoint;
import org.flumecamel.channel.LocalBroker;

/**
 * The sessions that put on one channel, over one connection that is made anew when it was lost. A broker in this process is
 * given what it takes without a session. Thread-safe.
 */
final class PutSessions {

    private final Supplier<JmsEndpoint> endpoint;
    private final Deque<PutSession> idle = new ArrayDeque<>();
    private final Set<PutSession> busy = ConcurrentHashMap.newKeySet();
    private BrokerConnection connection;

    PutSessions(Supplier<JmsEndpoint> endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Puts messages together in one transaction; one with an id comes alone.
     *
     * @param  patience        how long the broker may hold up the sends, in milliseconds
     * @return                 false if the broker has the message already, and says so without failing
     * @throws HeldUpException if the broker took nothing for so long
     * @throws Exception       if they are not committed, or nobody can say whether they are
     */
    boolean put(List<Put> puts, long patience) throws Exception {
        if (endpoint.get().getConfiguration().getConnectionFactory() instanceof LocalBroker broker
            && puts.stream().allMatch(put -> put.body().length() <= broker.longestBody())) {
            return broker.put(endpoint.get().getDestinationName(), puts.stream().map(Put::local).toList());
        }
        putInSession(puts, patience);
        return true;
    }

    private void putInSession(List<Put> puts, long patience) throws JMSException, HeldUpException {
        PutSession session = borrow();
        boolean usable = false;
        try {
            session.put(puts, patience);
            usable = true;
        } catch (JMSException | RuntimeException e) {
            if (session.isHeldUp()) {
                throw new HeldUpException(e);
            }
            throw e;
        } finally {
            busy.remove(session);
            giveBack(session, usable);
        }
    }

    private PutSession borrow() throws JMSException {
        PutSession session = idleOrNew();
        busy.add(session);
        return session;
    }

    private PutSession idleOrNew() throws JMSException {
        BrokerConnection current;
        synchronized (this) {
            current = connection();
            PutSession session = idle.pollFirst();
            if (session != null) {
                return session;
            }
        }
        try {
            return new PutSession(current);
        } catch (JMSException | RuntimeException e) {
            // it may have been lost without a word
            drop(current);
            return new PutSession(connection());
        }
    }

    /** The connection, made anew if it was lost. */
    synchronized BrokerConnection connection() throws JMSException {
        if (connection != null && connection.isLost()) {
            drop(connection);
        }
        if (connection == null) {
            connection = BrokerConnection.open(endpoint.get());
        }
        return connection;
    }

    private void giveBack(PutSession session, boolean usable) {
        if (!usable) {
            session.close();
        }
        if (session.connection().isLost() || session.isHeldUp()) {
            drop(session.connection());
            return;
        }
        synchronized (this) {
            if (usable && session.connection() == connection) {
                idle.addFirst(session);
            }
        }
    }

    /** Gives up a connection that has failed, with all its sessions. */
    private void drop(BrokerConnection failed) {
        synchronized (this) {
            if (failed == connection) {
                connection = null;
                idle.clear();
            }
        }
        failed.close();
    }

    /** Ends sends that the broker holds up for too long. */
    void unblock() {
        busy.forEach(PutSession::unblock);
    }

    void close() {
        BrokerConnection open;
        synchronized (this) {
            open = connection;
            connection = null;
            idle.clear();
        }
        if (open != null) {
            open.close();
        }
    }
}
