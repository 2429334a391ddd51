/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/** Counts the messages that were sent with an id the broker has already. Thread-safe. */
final class SuppressedDuplicates implements ActiveMQServerMessagePlugin {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public void afterSend(ServerSession session, Transaction transaction, Message message, boolean direct,
            boolean noAutoCreateQueue, RoutingStatus result) {
        if (result == RoutingStatus.DUPLICATED_ID) {
            count(message.getAddress());
        }
    }

    void count(String queue) {
        counts.computeIfAbsent(queue, address -> new LongAdder()).increment();
    }

    long of(String queue) {
        LongAdder count = counts.get(queue);
        return count == null ? 0 : count.sum();
    }
}
