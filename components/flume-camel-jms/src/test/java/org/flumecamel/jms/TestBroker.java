/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.ConnectionFactory;

import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A real Artemis in this process, set up as a durable channel needs it. */
final class TestBroker implements AutoCloseable {

    private static final AtomicInteger IDS = new AtomicInteger(100);
    private static final int LARGE = 8 << 20;

    private final int id = IDS.incrementAndGet();
    private final AddressSettings settings = new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(0)
            .setAutoCreateQueues(true).setAutoDeleteQueues(false).setAutoDeleteAddresses(false);
    private final Configuration configuration;
    private EmbeddedActiveMQ broker;

    TestBroker(Path directory) throws Exception {
        configuration = new ConfigurationImpl().setPersistenceEnabled(true).setSecurityEnabled(false)
                .setJournalType(JournalType.NIO).setJournalBufferTimeout_NIO(0).setJournalBufferSize_NIO(LARGE)
                .setJournalFileSize(2 * LARGE).setJournalMinFiles(2).setJournalPoolFiles(4)
                .setJournalSyncTransactional(true).setJournalSyncNonTransactional(true)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setMaxDiskUsage(-1).setPersistIDCache(true).setIDCacheSize(20_000);
        configuration.addAcceptorConfiguration("vm", "vm://" + id);
        configuration.addAddressSetting("#", settings);
    }

    AddressSettings settings() {
        return settings;
    }

    Configuration configuration() {
        return configuration;
    }

    TestBroker start() throws Exception {
        broker = new EmbeddedActiveMQ().setConfiguration(configuration);
        broker.start();
        return this;
    }

    EmbeddedActiveMQ broker() {
        return broker;
    }

    void stop() throws Exception {
        broker.stop();
    }

    ConnectionFactory factory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + id);
        factory.setMinLargeMessageSize(LARGE / 2);
        factory.setCallTimeout(ActiveMQClient.DEFAULT_CALL_TIMEOUT);
        return factory;
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
