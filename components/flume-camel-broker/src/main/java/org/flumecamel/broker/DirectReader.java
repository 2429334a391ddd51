/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.flumecamel.channel.LocalBroker;
import org.flumecamel.channel.QueueMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from a queue of a broker in this process: what a consumer of a client does behind its connection, without one. The
 * broker hands messages over in a thread of its own, some ahead. Used by one thread, but for {@link #close}.
 */
final class DirectReader implements LocalBroker.Reader, Consumer {

    private static final Logger LOG = LoggerFactory.getLogger(DirectReader.class);

    /** Bytes the broker hands over ahead, with one message more at most. */
    private static final long AHEAD = 4L << 20;
    private static final long LOOK_MILLIS = 200;
    private static final long CLOSE_MILLIS = 10_000;

    private final ActiveMQServer server;
    private final Queue queue;
    private final BrokerThreads threads;
    private final long sequence;
    /** All that the broker has handed over and nobody has committed, in order. */
    private final Set<MessageReference> delivering = new LinkedHashSet<>();
    /** Those of them that were taken. */
    private final List<MessageReference> taken = new ArrayList<>();
    /** Those that were not taken yet. */
    private final Deque<DirectMessage> ahead = new ArrayDeque<>();
    private long aheadBytes;
    /** Accepted, but not handed over yet. */
    private int inTransit;
    private boolean refused;
    private boolean closed;
    /** What has kept a message from being handed over; null if nothing has. */
    private Throwable failure;

    private DirectReader(ActiveMQServer server, BrokerThreads threads, Queue queue) {
        this.server = server;
        this.queue = queue;
        this.threads = threads;
        this.sequence = server.getStorageManager().generateID();
    }

    static DirectReader open(ActiveMQServer server, BrokerThreads threads, Queue queue) throws Exception {
        DirectReader reader = new DirectReader(server, threads, queue);
        queue.addConsumer(reader);
        queue.deliverAsync();
        return reader;
    }

    @Override
    public QueueMessage take(long millis) throws IOException, InterruptedException {
        DirectMessage message;
        boolean wanted;
        synchronized (this) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            for (long left = millis; ahead.isEmpty() && left > 0; left = millisTo(end)) {
                check();
                wait(Math.min(left, LOOK_MILLIS));
            }
            check();
            message = ahead.poll();
            if (message == null) {
                return null;
            }
            taken.add(message.reference());
            aheadBytes -= message.size();
            wanted = refused && aheadBytes <= AHEAD / 2;
            refused &= !wanted;
        }
        if (wanted) {
            queue.deliverAsync();
        }
        return message;
    }

    private static long millisTo(long end) {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    private void check() throws IOException {
        if (closed) {
            throw new IOException("the reader of queue " + queue.getName() + " is closed");
        }
        if (!server.isActive()) {
            throw new IOException("the embedded broker is down; it gives out again what was not committed");
        }
        if (failure != null) {
            throw new IOException("a message of queue " + queue.getName() + " could not be handed over: " + failure, failure);
        }
    }

    @Override
    public void commit() throws IOException {
        List<MessageReference> done;
        synchronized (this) {
            check();
            done = List.copyOf(taken);
        }
        try {
            if (done.stream().allMatch(DirectReader::isInJournal)) {
                threads.runAndWrite(() -> acknowledge(done));
            } else {
                threads.run(() -> acknowledge(done));
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
        synchronized (this) {
            taken.clear();
            done.forEach(delivering::remove);
        }
    }

    /** Others have a page file or one of their own, which may be deleted only after the take is synced. */
    private static boolean isInJournal(MessageReference reference) {
        return !reference.isPaged() && !reference.getMessage().isLargeMessage();
    }

    private Void acknowledge(List<MessageReference> done) throws Exception {
        Transaction transaction = new TransactionImpl(server.getStorageManager());
        boolean committed = false;
        try {
            for (MessageReference reference : done) {
                reference.acknowledge(transaction);
            }
            transaction.commit();
            committed = true;
        } finally {
            if (!committed && transaction.getState() != Transaction.State.COMMITTED) {
                giveBack(transaction, done);
            }
        }
        return null;
    }

    /** Gives back at once, and so not again at the end. */
    private void giveBack(Transaction transaction, List<MessageReference> references) throws Exception {
        synchronized (this) {
            references.forEach(delivering::remove);
        }
        transaction.rollback();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
        }
        try {
            threads.run(this::giveBack);
        } catch (Exception e) {
            LOG.debug("Queue {} cannot be given back what was taken from it; the next start finds it", queue.getName(), e);
        } finally {
            leave();
        }
    }

    /** A closed reader that stays in its queue would keep a thread of the broker busy for ever. */
    private void leave() {
        try {
            queue.removeConsumer(this);
        } catch (RuntimeException e) {
            LOG.debug("Queue {} is stopped already", queue.getName(), e);
        }
    }

    private Void giveBack() throws Exception {
        List<MessageReference> open;
        synchronized (this) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
            while (inTransit > 0 && System.nanoTime() < end) {
                wait(LOOK_MILLIS);
            }
            open = new ArrayList<>(delivering);
            delivering.clear();
            ahead.clear();
        }
        Transaction transaction = new TransactionImpl(server.getStorageManager());
        for (MessageReference reference : open) {
            reference.decrementDeliveryCount();
            queue.cancel(transaction, reference, true);
        }
        transaction.rollback();
        leave();
        queue.deliverAsync();
        return null;
    }

    @Override
    public synchronized HandleStatus handle(MessageReference reference) {
        if (closed || aheadBytes > AHEAD) {
            refused = true;
            return HandleStatus.BUSY;
        }
        aheadBytes += DirectMessage.size(reference);
        inTransit++;
        delivering.add(reference);
        reference.handled();
        reference.incrementDeliveryCount();
        return HandleStatus.HANDLED;
    }

    @Override
    public void proceedDeliver(MessageReference reference) {
        // read here, where it may be read from a page file
        DirectMessage message = new DirectMessage(reference, threads);
        synchronized (this) {
            inTransit--;
            if (!closed) {
                ahead.add(message);
            }
            notifyAll();
        }
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public boolean supportsDirectDelivery() {
        return false;
    }

    @Override
    public Filter getFilter() {
        return null;
    }

    @Override
    public synchronized List<MessageReference> getDeliveringMessages() {
        return new ArrayList<>(delivering);
    }

    @Override
    public String debug() {
        return toString();
    }

    @Override
    public String toManagementString() {
        return "reader of a channel on queue " + queue.getName();
    }

    @Override
    public void disconnect() {
        close();
    }

    @Override
    public synchronized void failed(Throwable cause) {
        failure = cause;
        inTransit--;
        notifyAll();
    }

    @Override
    public long sequentialID() {
        return sequence;
    }
}
