/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.util.List;

import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.flumecamel.channel.LocalBroker.LocalMessage;

/**
 * The queues of a broker, used without a client between: a put or take does what a session of a client does behind its
 * connection. Thread-safe.
 */
final class DirectQueues {

    private static final int PROPERTIES = 512;
    private static final byte PRIORITY = 4;

    private final ActiveMQServer server;
    private final DiskGuard disk;
    private final SuppressedDuplicates duplicates;
    private final BrokerThreads threads;

    DirectQueues(ActiveMQServer server, DiskGuard disk, SuppressedDuplicates duplicates) {
        this.server = server;
        this.disk = disk;
        this.duplicates = duplicates;
        this.threads = new BrokerThreads(server);
    }

    /** Returns false if the broker has the message already. */
    boolean put(String queue, List<LocalMessage> messages) throws Exception {
        String full = disk.full();
        if (full != null) {
            throw new ActiveMQAddressFullException("The embedded broker takes no messages: " + full);
        }
        boolean added = threads.run(() -> {
            SimpleString address = SimpleString.of(queue);
            queue(address);
            return route(address, messages);
        });
        if (!added) {
            duplicates.count(queue);
        }
        return added;
    }

    private Queue queue(SimpleString address) throws Exception {
        Queue queue = server.locateQueue(address);
        return queue != null ? queue
                : server.createQueue(QueueConfiguration.of(address).setAddress(address).setRoutingType(RoutingType.ANYCAST)
                        .setAutoCreated(true), true);
    }

    DirectReader reader(String queue) throws Exception {
        return threads.run(() -> DirectReader.open(server, threads, queue(SimpleString.of(queue))));
    }

    private boolean route(SimpleString address, List<LocalMessage> messages) throws Exception {
        Transaction transaction = new TransactionImpl(server.getStorageManager());
        boolean committed = false;
        try {
            for (LocalMessage message : messages) {
                RoutingStatus status = server.getPostOffice().route(message(address, message), transaction, false);
                if (status == RoutingStatus.DUPLICATED_ID) {
                    return false;
                }
                if (status != RoutingStatus.OK) {
                    throw new IOException("the broker has not put a message on queue " + address + ": " + status);
                }
            }
            transaction.commit();
            committed = true;
        } finally {
            if (!committed && transaction.getState() != Transaction.State.COMMITTED) {
                transaction.rollback();
            }
        }
        return true;
    }

    private Message message(SimpleString address, LocalMessage local) {
        CoreMessage message = new CoreMessage(server.getStorageManager().generateID(), local.length() + PROPERTIES);
        message.setType(Message.BYTES_TYPE);
        message.setAddress(address);
        message.setRoutingType(RoutingType.ANYCAST);
        message.setDurable(true);
        message.setPriority(PRIORITY);
        message.setTimestamp(System.currentTimeMillis());
        message.getBodyBuffer().writeBytes(local.body(), 0, local.length());
        local.properties().forEach(message::putObjectProperty);
        if (local.duplicateId() != null) {
            message.putStringProperty(Message.HDR_DUPLICATE_DETECTION_ID, SimpleString.of(local.duplicateId()));
        }
        return message;
    }

    void stop() {
        threads.stop();
    }
}
