/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;

import org.flumecamel.channel.Backlog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker tells about the queue of a channel: after a start what is in it, later how old its first message is. It
 * looks at the properties of messages only, and at a few of them: of a longer queue it is an estimate. Thread-safe.
 */
final class BrokerQueue {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerQueue.class);

    /** Messages it looks at to know what is in the queue. */
    private static final int SAMPLE = 200;
    /** How old an answer of the broker may be, in nanoseconds. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final PutSessions sessions;
    private final Occupancy occupancy;
    private final LongSupplier inWork;
    private boolean recalled;
    private boolean known;
    private volatile String failure;
    private long lookedAt;
    /** When the first message was put, in milliseconds since the epoch; 0 if there is none. */
    private long oldestPut;

    BrokerQueue(String name, PutSessions sessions, Occupancy occupancy, LongSupplier inWork) {
        this.name = name;
        this.sessions = sessions;
        this.occupancy = occupancy;
        this.inWork = inWork;
    }

    /** Takes the account over from the broker, once after a start, if there is a limit to hold. */
    synchronized void recall() throws JMSException {
        if (!recalled && occupancy.isLimited()) {
            look();
        }
    }

    synchronized void forget() {
        recalled = false;
        known = false;
        failure = null;
    }

    synchronized Backlog backlog() {
        if (!known || System.nanoTime() - lookedAt > FRESH) {
            try {
                look();
                known = true;
                failure = null;
            } catch (JMSException | RuntimeException e) {
                LOG.debug("The queue of channel {} cannot be looked at", name, e);
                known = false;
                failure = String.valueOf(e.getMessage());
                return new Backlog(-1, occupancy.maxEvents(), -1, occupancy.maxBytes(), -1);
            }
        }
        Occupancy.Snapshot now = occupancy.snapshot();
        long age = oldestPut == 0 ? 0 : Math.max(0, System.currentTimeMillis() - oldestPut);
        return new Backlog(now.events(), occupancy.maxEvents(), now.bytes(), occupancy.maxBytes(), age);
    }

    /** Why the broker could not be asked the last time; null if it could. */
    String failure() {
        return failure;
    }

    private void look() throws JMSException {
        BrokerConnection connection = sessions.connection();
        Occupancy.Snapshot before = occupancy.snapshot();
        long worked = inWork.getAsLong();
        Session session = connection.plainSession();
        try (QueueBrowser browser = session.createBrowser(connection.queue(session))) {
            Enumeration<?> all = browser.getEnumeration();
            long messages = 0;
            long events = 0;
            long bytes = 0;
            long first = 0;
            while (messages < SAMPLE && all.hasMoreElements()) {
                Message message = (Message) all.nextElement();
                messages++;
                events += MessageBatches.events(message, 1);
                bytes += message.propertyExists(PutSession.BYTES) ? message.getLongProperty(PutSession.BYTES) : 0;
                first = first == 0 ? message.getJMSTimestamp() : first;
            }
            oldestPut = first;
            lookedAt = System.nanoTime();
            if (messages < SAMPLE && worked == inWork.getAsLong()) {
                occupancy.correct(before, messages, events + worked, bytes);
                recalled = true;
            }
        } finally {
            session.close();
        }
    }
}
