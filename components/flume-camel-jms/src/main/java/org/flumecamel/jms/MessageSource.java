/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import org.apache.camel.component.jms.JmsEndpoint;
import org.flumecamel.channel.LocalBroker;
import org.flumecamel.channel.QueueMessage;

/** Takes the messages of a queue in one transaction after the other. Used by one thread, but for {@link #close}. */
interface MessageSource {

    /**
     * The next message, which begins a batch.
     *
     * @param  millis    how long to wait for it
     * @return           null if none comes
     * @throws Exception if the broker is lost
     */
    QueueMessage first(long millis) throws Exception;

    /**
     * One more message for a batch that has begun; it need not come at once when it is there.
     *
     * @param  millis    how long to wait for it
     * @return           null if none comes
     * @throws Exception if the broker is lost
     */
    QueueMessage next(long millis) throws Exception;

    /** Throws what has ended the connection, if it has ended by itself. */
    void check() throws Exception;

    /** Removes what was taken from the queue. When it returns, the broker has that on its disk. */
    void commit() throws Exception;

    /** Gives what is not committed back to the queue. Never throws. */
    void close();

    static MessageSource open(JmsEndpoint endpoint) throws Exception {
        return endpoint.getConfiguration().getConnectionFactory() instanceof LocalBroker broker
                ? new LocalSource(broker.reader(endpoint.getDestinationName()))
                : SessionSource.open(endpoint);
    }
}
