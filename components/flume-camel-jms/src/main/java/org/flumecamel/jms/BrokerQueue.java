/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;

import org.flumecamel.channel.Backlog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker tells about the queue of a channel: what is in it, and how old its first message is. After a start it
 * looks at the properties of the first messages; of a longer queue it knows, from an Artemis broker, the number of messages,
 * and takes them to be like those. It is exact where the queue is short. Thread-safe.
 */
final class BrokerQueue {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerQueue.class);

    /** Messages it looks at after a start, and their bytes. */
    private static final int SAMPLE = 200;
    private static final long SAMPLE_BYTES = 8L << 20;
    /** How old an answer of the broker may be, in nanoseconds. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
    /** How long the broker may take for each message that it shows, in nanoseconds. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    /** So many messages, and such a share of all, the account may be off because it changes while the broker answers. */
    private static final int SLACK = 32;
    private static final double SLACK_SHARE = 0.05;

    private final String name;
    private final PutSessions sessions;
    private final Occupancy occupancy;
    private final Supplier<Tally> inWork;
    private volatile boolean recalled;
    private volatile String failure;
    /** 0 if it is to be looked at anew. */
    private volatile long lookedAt;
    /** The look at the first messages that is under way; null if none is. */
    private volatile Look current;
    /** When the first message was put, in milliseconds since the epoch; 0 if there is none. */
    private long oldestPut;

    /**
     * Some messages.
     *
     * @param events what is in them
     * @param bytes  of their bodies
     */
    record Tally(long messages, long events, long bytes) {

        Tally and(Tally other) {
            return new Tally(messages + other.messages, events + other.events, bytes + other.bytes);
        }

        /** As many messages of the same kind. */
        Tally times(long count) {
            return new Tally(count, Math.round((double) events / messages * count),
                    Math.round((double) bytes / messages * count));
        }
    }

    /** @param inWork what readers of this process have received and not committed */
    BrokerQueue(String name, PutSessions sessions, Occupancy occupancy, Supplier<Tally> inWork) {
        this.name = name;
        this.sessions = sessions;
        this.occupancy = occupancy;
        this.inWork = inWork;
    }

    /** Takes the account over from the broker, once after a start, if there is a limit to hold. */
    void recall() throws JMSException {
        if (recalled || !occupancy.isLimited()) {
            return;
        }
        synchronized (this) {
            if (!recalled) {
                look();
            }
        }
    }

    /** Ends a look that is under way, without waiting for it. */
    void forget() {
        recalled = false;
        failure = null;
        lookedAt = 0;
        Look look = current;
        if (look != null) {
            look.end();
        }
    }

    /** Ends a look that the broker does not answer. */
    void unblock() {
        Look look = current;
        if (look != null && System.nanoTime() - look.answered > PATIENCE) {
            look.end();
        }
    }

    /** A browser that is closed by another thread, or made while its session is closed, waits for ever or finds nothing. */
    private static final class Look {

        private final QueueBrowser browser;
        private volatile long answered = System.nanoTime();
        private volatile boolean ended;

        private Look(QueueBrowser browser) {
            this.browser = browser;
        }

        private void end() {
            ended = true;
            try {
                browser.close();
            } catch (JMSException | RuntimeException e) {
                LOG.debug("A browser cannot be closed, it is given up", e);
            }
        }

        private void check() throws JMSException {
            if (ended) {
                throw new JMSException("it has not shown its queue within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE) + " s");
            }
            answered = System.nanoTime();
        }
    }

    /** What is in the channel, as it was at most a second ago; unknown while the broker cannot be asked. */
    synchronized Backlog backlog() {
        if (lookedAt == 0 || System.nanoTime() - lookedAt > FRESH) {
            try {
                look();
                failure = null;
            } catch (JMSException | RuntimeException e) {
                LOG.debug("The queue of channel {} cannot be looked at", name, e);
                failure = String.valueOf(e.getMessage());
            }
            lookedAt = System.nanoTime() | 1;
        }
        if (failure != null) {
            return new Backlog(-1, occupancy.maxEvents(), -1, occupancy.maxBytes(), -1);
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
        Session session = connection.plainSession();
        try {
            Occupancy.Snapshot account = occupancy.snapshot();
            Tally worked = inWork.get();
            int limit = recalled ? 1 : SAMPLE;
            Tally seen = browse(connection, session, limit);
            if (seen.messages() < limit && seen.bytes() < SAMPLE_BYTES) {
                // the queue has no more than was seen
                occupancy.correct(account, seen.and(worked), !recalled);
            } else {
                long count = MessageCount.of(connection.queue(session).getQueueName(), session, connection.metaData());
                if (count != MessageCount.UNKNOWN && (!recalled || isOff(account.messages(), count))) {
                    Tally known = new Tally(account.messages(), account.events(), account.bytes());
                    occupancy.correct(account, (recalled && known.messages() > 0 ? known : seen).times(count), true);
                } else if (count == MessageCount.UNKNOWN && !recalled) {
                    occupancy.correct(account, seen.and(worked), true);
                }
            }
            recalled = true;
        } finally {
            session.close();
        }
    }

    private static boolean isOff(long account, long count) {
        return Math.abs(account - count) > Math.max(SLACK, count * SLACK_SHARE);
    }

    private Tally browse(BrokerConnection connection, Session session, int limit) throws JMSException {
        long messages = 0;
        long events = 0;
        long bytes = 0;
        long first = 0;
        try (QueueBrowser browser = connection.onQueue(session, session::createBrowser)) {
            Look look = new Look(browser);
            current = look;
            Enumeration<?> all = browser.getEnumeration();
            look.check();
            while (messages < limit && bytes < SAMPLE_BYTES && all.hasMoreElements()) {
                Message message = (Message) all.nextElement();
                look.check();
                first = messages == 0 ? message.getJMSTimestamp() : first;
                messages++;
                events += message.getObjectProperty(Put.EVENTS) instanceof Integer counted && counted > 0 ? counted : 1;
                bytes += message instanceof BytesMessage body ? body.getBodyLength() : 0;
            }
            look.check();
            connection.check();
        } finally {
            current = null;
        }
        oldestPut = first;
        return new Tally(messages, events, bytes);
    }
}
