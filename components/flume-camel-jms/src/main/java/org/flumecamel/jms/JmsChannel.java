/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.jms.JMSException;

import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsEndpoint;
import org.flumecamel.channel.Backlog;
import org.flumecamel.channel.BatchLimits;
import org.flumecamel.channel.Channel;
import org.flumecamel.channel.ChannelFullException;
import org.flumecamel.channel.ChannelOptions;
import org.flumecamel.channel.ChannelReader;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.BatchOrigin;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;
import org.flumecamel.core.counter.ChannelCounter;

/**
 * A durable channel: a queue of a JMS broker, one message per batch. A put returns when the broker has the batch on its
 * disk; from then on the channel alone answers for it. Thread-safe.
 */
final class JmsChannel implements Channel {

    /** How long the broker may at least hold up a send before it counts as full, in milliseconds. */
    private static final long LEAST_PATIENCE = 1000;
    /** How long a put that failed tells of the broker, in nanoseconds. */
    private static final long PUT_FAILURE_COUNTS = TimeUnit.SECONDS.toNanos(30);

    private final String name;
    /** Made anew when the context is started again. */
    private volatile JmsEndpoint endpoint;
    private final ChannelCounter counter;
    private final Occupancy occupancy = new Occupancy();
    private final PutSessions sessions;
    private final GroupCommit group;
    private final BrokerQueue queue;
    private final Set<JmsReader> readers = ConcurrentHashMap.newKeySet();
    private final DeadLetters deadLetters;
    private ChannelOptions options = ChannelOptions.NONE;
    private volatile Compression compression = Compression.NONE;
    /** Why the last put was not confirmed; null if it was. */
    private volatile String putFailure;
    private volatile long putFailedAt;

    JmsChannel(String name, JmsEndpoint endpoint, ChannelCounter counter) {
        this.name = name;
        this.endpoint = endpoint;
        this.counter = counter;
        this.sessions = new PutSessions(this::endpoint);
        this.group = new GroupCommit(sessions::put);
        this.queue = new BrokerQueue(name, sessions, occupancy, this::inWork);
        this.deadLetters = new DeadLetters(endpoint.getCamelContext(), name);
        counter.gauges(occupancy::events, 0);
        counter.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChannelCounter counter() {
        return counter;
    }

    void at(JmsEndpoint current) {
        endpoint = current;
    }

    JmsEndpoint endpoint() {
        return endpoint;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public synchronized void configure(ChannelOptions named) {
        options = options.and(named, name);
        compression = Compression.named(options.compression());
        occupancy.limit(options.capacity(), options.byteCapacity());
        counter.gauges(occupancy::events, options.capacity());
    }

    @Override
    public void put(Exchange exchange, long keepAliveMillis) throws Exception {
        EventBatch batch = EventBatches.from(exchange);
        if (batch.isEmpty()) {
            return;
        }
        counter.putAttempt(batch.size());
        Acknowledgement acknowledgement = Acknowledgement.of(exchange);
        // refuses what has left the contract before it came here; given back when the batch is on disk
        Acknowledgement.Hold hold = acknowledgement == null ? null : acknowledgement.hold("channel " + name);
        boolean added;
        try {
            added = put(batch, BatchOrigin.of(exchange), keepAliveMillis);
        } catch (Exception e) {
            if (hold != null) {
                hold.fail(e);
            }
            throw e;
        }
        if (hold != null) {
            hold.release();
        }
        if (added) {
            counter.putSuccess(batch.size());
        }
    }

    /** Returns false if the broker has the batch already. */
    private boolean put(EventBatch batch, BatchOrigin origin, long keepAliveMillis) throws Exception {
        Put put = Put.of(batch, origin == null ? null : origin.putId(name, batch), compression);
        int bytes = put.body().length();
        try {
            queue.recall();
        } catch (JMSException | RuntimeException e) {
            refused(put, e);
        }
        if (!occupancy.acquire(batch.size(), bytes, keepAliveMillis)) {
            Occupancy.Snapshot now = occupancy.snapshot();
            throw new ChannelFullException(
                    "Channel " + name + " is full and stayed so for " + keepAliveMillis + " ms: " + now.events()
                                           + " events and " + now.bytes() + " bytes in it; its capacity is "
                                           + limit(occupancy.maxEvents()) + " events, its byteCapacity "
                                           + limit(occupancy.maxBytes()) + " bytes");
        }
        boolean added = false;
        try {
            added = send(put, Math.max(LEAST_PATIENCE, keepAliveMillis));
        } finally {
            if (!added) {
                occupancy.release(1, batch.size(), bytes);
            }
        }
        return added;
    }

    private static String limit(long max) {
        return max == 0 ? "any number of" : String.valueOf(max);
    }

    private boolean send(Put put, long patience) throws Exception {
        try {
            boolean added = true;
            if (put.id() == null) {
                group.put(put, patience);
            } else {
                added = sessions.put(List.of(put), patience);
            }
            putFailure = null;
            if (!added) {
                counter.duplicate(put.events());
            }
            return added;
        } catch (HeldUpException e) {
            throw new ChannelFullException(
                    "Channel " + name + " took nothing for " + patience
                                           + " ms: the broker is full (its disk, or the limit of the queue), or blocks it");
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return refused(put, e);
        }
    }

    private boolean refused(Put put, Exception failure) throws Exception {
        BrokerAnswer answer = BrokerAnswer.of(failure);
        if (answer == BrokerAnswer.DUPLICATE && put.id() != null) {
            counter.duplicate(put.events());
            return false;
        }
        if (answer == BrokerAnswer.INTERRUPTED) {
            InterruptedException interrupted = new InterruptedException("Interrupted while channel " + name + " took a batch");
            interrupted.initCause(failure);
            throw interrupted;
        }
        if (answer == BrokerAnswer.FULL) {
            throw new ChannelFullException("Channel " + name + " is full: the broker refuses more: " + failure.getMessage());
        }
        putFailedAt = System.nanoTime();
        putFailure = String.valueOf(failure.getMessage());
        throw new IOException(
                "Channel " + name + " on " + endpoint.getEndpointUri() + " did not confirm that it has a batch of "
                              + put.events() + " events; its source still answers for it and sends it again: "
                              + failure.getMessage(),
                failure);
    }

    @Override
    public ChannelReader reader(BatchLimits limits) {
        JmsReader reader = new JmsReader(this, limits);
        readers.add(reader);
        return reader;
    }

    void closed(JmsReader reader) {
        readers.remove(reader);
    }

    /** Some messages have left the channel, and the events of them that a sink has. */
    void taken(int messages, long events, long bytes, long delivered) {
        occupancy.release(messages, events, bytes);
        counter.takeSuccess(delivered);
    }

    /** What readers have received and not committed. */
    private BrokerQueue.Tally inWork() {
        return readers.stream().map(JmsReader::uncommitted).reduce(new BrokerQueue.Tally(0, 0, 0), BrokerQueue.Tally::and);
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public int toDrain() {
        return 0;
    }

    @Override
    public boolean isRereadable() {
        return true;
    }

    @Override
    public Backlog backlog() {
        return queue.backlog();
    }

    @Override
    public String problem() {
        String failure = queue.failure() != null ? queue.failure() : recentPutFailure();
        return failure == null ? null : "its broker does not answer as it should: " + failure;
    }

    /** A source that is refused tries again soon; where none does, nobody knows how it would go now. */
    private String recentPutFailure() {
        return System.nanoTime() - putFailedAt <= PUT_FAILURE_COUNTS ? putFailure : null;
    }

    void unblock() {
        sessions.unblock();
        queue.unblock();
    }

    /** Lets go of the broker; what is in work goes back to the queue. The next use connects again. */
    void close() {
        readers.forEach(JmsReader::close);
        sessions.close();
        deadLetters.close();
        queue.forget();
    }
}
