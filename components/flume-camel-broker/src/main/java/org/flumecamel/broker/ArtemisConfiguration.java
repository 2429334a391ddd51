/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.Set;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** Says in Artemis' words what a durable channel needs. */
final class ArtemisConfiguration {

    private static final SimpleString UNUSED = SimpleString.of("flume.unused");

    private static final int FLUSH_TIMEOUT = 50_000_000;

    private final BrokerSettings settings;
    private final JournalType journalType;
    private final Configuration configuration = new ConfigurationImpl();

    ArtemisConfiguration(BrokerSettings settings, JournalType journalType, InVmAddress address) {
        this.settings = settings;
        this.journalType = journalType;
        files();
        journal();
        inside(address);
        configuration.setGlobalMaxSize(settings.memory);
        configuration.addAddressSetting("#", queues());
    }

    Configuration toArtemis() {
        return configuration;
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
        int buffer = BrokerSettings.LARGEST_RECORD + BrokerSettings.MIB;
        configuration.setJournalType(journalType)
                .setJournalDatasync(settings.sync)
                .setJournalSyncTransactional(settings.sync)
                .setJournalSyncNonTransactional(settings.sync)
                .setJournalFileSize(BrokerSettings.JOURNAL_FILE)
                .setJournalPoolFiles(BrokerSettings.JOURNAL_FILES)
                .setJournalFileOpenTimeout(30)
                .setJournalBufferSize_NIO(buffer)
                .setJournalBufferSize_AIO(buffer)
                // JournalAppends flushes what somebody waits for; the timer gets the rest, in nanoseconds
                .setJournalBufferTimeout_NIO(FLUSH_TIMEOUT)
                .setJournalBufferTimeout_AIO(FLUSH_TIMEOUT)
                // a put into a page is not held for others: those of several sources come as one
                .setPageSyncTimeout(0)
                .setIDCacheSize(settings.duplicateIds)
                .setPersistIDCache(true);
    }

    /** No port, no management, no timers for what is not used. */
    private void inside(InVmAddress address) {
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
                .setMaxSizeBytes(settings.memory / 2)
                .setPageSizeBytes(BrokerSettings.PAGE_FILE)
                .setMaxReadPageBytes(2 * BrokerSettings.PAGE_FILE)
                .setMaxReadPageMessages(-1)
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(0)
                // never used, as nothing is given up or expires; Artemis warns of queues without them
                .setDeadLetterAddress(UNUSED)
                .setExpiryAddress(UNUSED)
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
