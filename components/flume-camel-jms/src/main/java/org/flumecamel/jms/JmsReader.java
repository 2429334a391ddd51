/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.flumecamel.channel.BatchLimits;
import org.flumecamel.channel.ChannelReader;
import org.flumecamel.channel.ChannelTransaction;
import org.flumecamel.channel.QueueMessage;
import org.flumecamel.core.EventBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from a durable channel with a transacted session of its own. Small messages are merged into one batch, a message
 * larger than a batch is cut into several. The session commits when all that it has received is delivered and is as much
 * as a batch may have, or has waited a moment for more: a commit costs a sync of the broker's disk. A piece that was not
 * delivered stays here, to go out next, so that neither its place nor the broker's count of deliveries changes. Only a
 * lost connection and {@link #close} give messages back to the broker.
 */
final class JmsReader implements ChannelReader {

    private static final Logger LOG = LoggerFactory.getLogger(JmsReader.class);

    /** How often a thread that waits for more events looks whether it is to stop, in milliseconds. */
    private static final long LOOK = 200;
    /** How long a batch that has begun waits for the next message if it is to take what is there, in milliseconds. */
    private static final long MOMENT = 1;
    /** How long that may take in all, in milliseconds. */
    private static final long MOMENTS = 5;
    /** How long what is delivered waits for more to be committed with, in milliseconds. */
    private static final long COMMIT_WAIT = 20;

    private final JmsChannel channel;
    private final BatchLimits limits;
    private final MessageBatches messages;
    /** What is to be cut into pieces. */
    private final List<EventBatch> gathered = new ArrayList<>();
    private final Deque<EventBatch> pieces = new ArrayDeque<>();
    private boolean cutBySize;
    private JmsTransaction current;
    /** A message that was received, but could not be turned into events or put aside yet. */
    private QueueMessage waiting;
    private volatile MessageSource source;
    private volatile boolean closed;
    /** What was received since the last commit. */
    private volatile int received;
    private volatile long receivedEvents;
    private volatile long receivedBytes;
    private long receivedBodies;
    /** Events of these messages that a sink is done with. */
    private volatile long delivered;
    /** When the first of these messages was received, as {@link System#nanoTime} tells it. */
    private long since;
    /** Whether they are as much as one commit is to take. */
    private boolean full;
    private volatile Thread owner;

    JmsReader(JmsChannel channel, BatchLimits limits) {
        this.channel = channel;
        this.limits = limits;
        this.messages = new MessageBatches(channel);
    }

    String channelName() {
        return channel.name();
    }

    /** What was received since the last commit. Any thread may ask. */
    BrokerQueue.Tally uncommitted() {
        return new BrokerQueue.Tally(received, receivedEvents, receivedBytes);
    }

    @Override
    public boolean isBegun() {
        return delivered > 0;
    }

    @Override
    public ChannelTransaction take(long waitMillis, BooleanSupplier stopping) throws Exception {
        if (closed || current != null && !current.await(waitMillis)) {
            return null;
        }
        owner = Thread.currentThread();
        ended();
        commit(stopping.getAsBoolean());
        try {
            connect();
            if (pieces.isEmpty()) {
                gather(waitMillis, stopping);
            }
            if (pieces.isEmpty()) {
                // of messages without events too, and of what was put aside
                commitIfDue(delivered == 0);
            }
        } catch (DeadLetterFailedException e) {
            throw e;
        } catch (Exception e) {
            if (BrokerAnswer.of(e) == BrokerAnswer.INTERRUPTED) {
                throw interrupted(e);
            }
            lost();
            throw e;
        }
        EventBatch batch = pieces.pollFirst();
        if (batch == null) {
            return null;
        }
        current = new JmsTransaction(this, batch, cutBySize || !pieces.isEmpty());
        return current;
    }

    private static InterruptedException interrupted(Exception cause) {
        InterruptedException interrupted = new InterruptedException("Interrupted while it received");
        interrupted.initCause(cause);
        return interrupted;
    }

    private void connect() throws Exception {
        if (source == null) {
            MessageSource opened = MessageSource.open(channel.endpoint());
            source = opened;
            if (closed) {
                opened.close();
            }
        }
        source.check();
    }

    /** Receives messages for one batch, or one message for several batches. */
    private void gather(long waitMillis, BooleanSupplier stopping) throws Exception {
        long deadline = System.nanoTime();
        cutBySize = false;
        while (!cutBySize && receive(waitMillis, deadline, stopping)) {
            EventBatch batch;
            try {
                batch = messages.batch(waiting);
            } catch (DeadLetterFailedException e) {
                if (gathered.isEmpty()) {
                    throw e;
                }
                // what came before it goes out first; it is tried again after that
                break;
            }
            count(batch);
            if (!batch.isEmpty()) {
                if (gathered.isEmpty()) {
                    deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(MOMENTS, limits.timeoutMillis()));
                }
                gathered.add(batch);
                // messages mostly stay whole if it stops before one more like the last
                cutBySize = !hasRoomFor(batch);
            }
        }
        full |= cutBySize;
        cut();
    }

    /** What is received until the next commit is as much as a batch may have, and so is what a crash may give out again. */
    private boolean hasRoomFor(EventBatch another) {
        return receivedEvents + another.size() <= limits.events() && receivedBodies + another.bytes() <= limits.bytes();
    }

    /** Receives the next message. Returns false if none is there, or comes in time. */
    private boolean receive(long waitMillis, long deadline, BooleanSupplier stopping) throws Exception {
        if (waiting == null && gathered.isEmpty()) {
            waiting = receiveFirst(waitMillis, stopping);
        } else if (waiting == null) {
            waiting = receiveNext(deadline, stopping);
        }
        return waiting != null;
    }

    private QueueMessage receiveFirst(long waitMillis, BooleanSupplier stopping) throws Exception {
        QueueMessage first = null;
        for (long left = waitMillis; first == null && left > 0 && !stopping.getAsBoolean();) {
            long step = Math.min(left, received > 0 ? COMMIT_WAIT : LOOK);
            first = source.first(step);
            left -= step;
            if (first == null) {
                commitIfDue(true);
            }
        }
        return first;
    }

    private QueueMessage receiveNext(long deadline, BooleanSupplier stopping) throws Exception {
        long longest = limits.timeoutMillis() == 0 ? MOMENT : LOOK;
        QueueMessage next = null;
        for (long left = millisTo(deadline); next == null && left > 0 && !stopping.getAsBoolean(); left = millisTo(deadline)) {
            next = source.next(Math.min(left, longest));
            if (limits.timeoutMillis() == 0) {
                break;
            }
        }
        return next;
    }

    private static long millisTo(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }

    private void count(EventBatch batch) throws Exception {
        if (received++ == 0) {
            since = System.nanoTime();
        }
        receivedBodies += batch.bytes();
        receivedEvents += MessageBatches.events(waiting, batch.size());
        receivedBytes += waiting.length();
        waiting = null;
    }

    /** Cuts what was gathered into pieces of the size of a batch. */
    private void cut() {
        if (gathered.isEmpty()) {
            return;
        }
        EventBatch all = EventBatch.concat(gathered);
        gathered.clear();
        int from = 0;
        while (from < all.size()) {
            int to = from + all.fitting(from, limits.events(), limits.bytes());
            pieces.addLast(all.subBatch(from, to));
            cutBySize &= from == 0 || to < all.size();
            from = to;
        }
    }

    /** Does what is to be done when the batch that was handed out has ended; if that was the last piece, it commits. */
    void ended() throws Exception {
        JmsTransaction ended = current;
        if (ended == null) {
            return;
        }
        current = null;
        if (ended.isDelivered()) {
            delivered += ended.batch().size();
        } else {
            pieces.addFirst(ended.batch());
            return;
        }
        commit(false);
    }

    /** Commits what is delivered, if it is due. */
    private void commit(boolean now) throws Exception {
        try {
            commitIfDue(now);
        } catch (Exception e) {
            if (BrokerAnswer.of(e) == BrokerAnswer.INTERRUPTED) {
                lost();
                throw interrupted(e);
            }
            String what = "The commit of " + delivered + " delivered events failed; the broker gives them out again: "
                          + e.getMessage();
            lost();
            throw new IOException(what, e);
        }
    }

    private void commitIfDue(boolean now) throws Exception {
        if (received == 0 || !pieces.isEmpty() || waiting != null || current != null || !gathered.isEmpty()) {
            return;
        }
        if (!now && !full && System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(COMMIT_WAIT)) {
            return;
        }
        source.commit();
        int messagesTaken = received;
        long eventsTaken = receivedEvents;
        long bytesTaken = receivedBytes;
        long deliveredNow = delivered;
        forget();
        channel.taken(messagesTaken, eventsTaken, bytesTaken, deliveredNow);
    }

    private void forget() {
        received = 0;
        receivedEvents = 0;
        receivedBytes = 0;
        receivedBodies = 0;
        delivered = 0;
        full = false;
        waiting = null;
        gathered.clear();
        pieces.clear();
    }

    /** Lets go of a connection that has failed. The broker gives out again what was not committed. */
    private void lost() {
        if (delivered > 0) {
            LOG.warn("Channel {}: {} events that are delivered already are delivered again, because the broker was lost before"
                     + " their commit", channel.name(), delivered);
        }
        forget();
        current = null;
        disconnect();
    }

    private void disconnect() {
        MessageSource open = source;
        source = null;
        if (open != null) {
            open.close();
        }
    }

    /** Commits what is delivered before it closes, if the session's own thread closes it. */
    private void commitLast() {
        if (delivered > 0 && Thread.currentThread() == owner) {
            try {
                ended();
                commit(true);
            } catch (Exception e) {
                LOG.warn("Channel {}: {}", channel.name(), e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            commitLast();
            closed = true;
            if (delivered > 0) {
                LOG.warn("Channel {}: {} events that are delivered already are delivered again, because the message they came"
                         + " in was not delivered to its end", channel.name(), delivered);
            }
            disconnect();
            channel.closed(this);
        }
    }
}
