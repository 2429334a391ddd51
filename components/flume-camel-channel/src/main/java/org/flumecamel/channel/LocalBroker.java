/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A JMS broker in this process whose queues can be used without a client between, which saves several changes of threads for
 * each message. A {@code ConnectionFactory} that implements it is used so by channels. Thread-safe.
 */
public interface LocalBroker {

    /**
     * A message on its way to a queue.
     *
     * @param body        holds its body, which becomes the body of a {@code BytesMessage}
     * @param length      how many bytes of it count, from the first on
     * @param properties  properties that a JMS client will see: strings and numbers
     * @param duplicateId tells the broker whether it has the message already; null if nothing does
     */
    record LocalMessage(byte[] body, int length, Map<String, Object> properties, String duplicateId) {
    }

    /** The longest body it takes this way, in bytes. */
    int longestBody();

    /**
     * Puts messages on a queue, all or none. When it returns they are on the disk. An interrupt does not end it: the thread
     * stays interrupted, and what is returned holds.
     *
     * @param  queue       the name of the queue; it is made if need be
     * @param  messages    what to put, in this order; one with an id comes alone
     * @return             false if the broker has the message already
     * @throws IOException if they are not put, or nobody can say whether they are
     * @throws Exception   if the broker refuses them
     */
    boolean put(String queue, List<LocalMessage> messages) throws Exception;

    /**
     * Begins to take from a queue, which is made if need be.
     *
     * @throws IOException if the broker does not run
     */
    Reader reader(String queue) throws Exception;

    /** Takes from a queue. Used by one thread, but for {@link #close}. */
    interface Reader extends AutoCloseable {

        /**
         * Takes the next message.
         *
         * @param  millis               how long to wait for one; 0 not at all
         * @return                      null if none is there, or comes in time
         * @throws IOException          if the broker went down, and with it what was not committed
         * @throws InterruptedException if the thread was interrupted; nothing is taken
         */
        QueueMessage take(long millis) throws IOException, InterruptedException;

        /**
         * Removes what was taken from the queue. When it returns, that is on the disk. An interrupt does not end it: the
         * thread stays interrupted, and the removal holds.
         *
         * @throws IOException if it did not happen, or nobody can say
         */
        void commit() throws IOException;

        /** Gives back what was not committed, to its place in the queue. Never throws. */
        @Override
        void close();
    }
}
