/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.Set;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** Says in Artemis' words what a durable channel needs. */
final class ArtemisConfiguration {

    private static final int MIB = 1 << 20;

    private final BrokerSettings settings;
    private final Configuration configuration = new ConfigurationImpl();

    private ArtemisConfiguration(BrokerSettings settings) {
        this.settings = settings;
    }

    static Configuration of(BrokerSettings settings, InVmAddress address) {
        ArtemisConfiguration made = new ArtemisConfiguration(settings);
        made.files();
        made.journal();
        made.memory();
        made.closed(address);
        made.configuration.addAddressSetting("#", made.queues());
        return made.configuration;
    }

    private void files() {
        configuration.setPersistenceEnabled(true)
                .setBindingsDirectory(folder("bindings"))
                .setJournalDirectory(folder("journal"))
                .setPagingDirectory(folder("paging"))
                .setLargeMessagesDirectory(folder("large-messages"))
                .setJournalLockAcquisitionTimeout(2000)
                // the limit of the disk is watched by the broker's own guard, which refuses; Artemis would block for ever
                .setMaxDiskUsage(-1)
                .setMinDiskFree(-1);
    }

    private String folder(String name) {
        return settings.directory().resolve(name).toString();
    }

    private void journal() {
        int buffer = settings.maxJournalMessage + MIB;
        configuration.setJournalType(JournalType.NIO)
                .setJournalDatasync(settings.sync)
                .setJournalSyncTransactional(settings.sync)
                .setJournalSyncNonTransactional(settings.sync)
                .setJournalFileSize(settings.journalFileSize)
                .setJournalBufferSize_NIO(buffer)
                .setJournalBufferSize_AIO(buffer)
                // as soon as the disk is free; what comes while it syncs is written together next
                .setJournalBufferTimeout_NIO(1)
                .setJournalBufferTimeout_AIO(1)
                .setIDCacheSize(settings.duplicateIds)
                .setPersistIDCache(true);
    }

    private void memory() {
        configuration.setGlobalMaxSize(settings.maxMemory);
    }

    /** No port, no management, no timers for what is not used. */
    private void closed(InVmAddress address) {
        configuration.setAcceptorConfigurations(Set.of(address.acceptor()))
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setResolveProtocols(false)
                .setWildCardConfiguration(new WildcardConfiguration().setRoutingEnabled(false))
                .setMessageExpiryScanPeriod(-1)
                .setAddressQueueScanPeriod(-1)
                .setThreadPoolMaxSize(8)
                .setScheduledThreadPoolMaxSize(2)
                .setName("flume");
        configuration.setCriticalAnalyzer(false);
    }

    private AddressSettings queues() {
        return new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(settings.maxMemory / 2)
                .setPageSizeBytes(4 * MIB)
                .setMaxReadPageBytes(8 * MIB)
                .setMaxReadPageMessages(-1)
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(0)
                .setExpiryDelay(-1L)
                .setNoExpiry(true)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false)
                .setAutoDeleteCreatedQueues(false)
                .setIDCacheSize(settings.duplicateIds);
    }
}
