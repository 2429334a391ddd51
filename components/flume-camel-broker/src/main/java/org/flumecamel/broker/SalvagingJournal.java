/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.List;
import java.util.function.Consumer;

import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.journal.JournalLoadInformation;
import org.apache.activemq.artemis.core.journal.PreparedTransactionInfo;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.TransactionFailureCallback;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalRecordIds;
import org.apache.activemq.artemis.utils.ExecutorFactory;
import org.apache.activemq.artemis.utils.collections.SparseArrayLinkedList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal that leaves out what cannot be read when it is loaded: with one message that has been altered on the disk, Artemis
 * would not start at all.
 */
final class SalvagingJournal extends JournalImpl {

    private static final Logger LOG = LoggerFactory.getLogger(SalvagingJournal.class);

    private final Consumer<ActiveMQBuffer> decoder;

    /** @param decoder reads a message, and throws what it likes if it cannot */
    SalvagingJournal(Configuration configuration, ExecutorFactory executors, SequentialFileFactory files, int fileSize,
            IOCriticalErrorListener listener, Consumer<ActiveMQBuffer> decoder) {
        super(executors, fileSize, configuration.getJournalMinFiles(), configuration.getJournalPoolFiles(),
              configuration.getJournalCompactMinFiles(), configuration.getJournalCompactPercentage(),
              configuration.getJournalFileOpenTimeout(), files, "activemq-data", "amq", files.getMaxIO(), 0, listener,
              configuration.getJournalMaxAtticFiles());
        this.decoder = decoder;
    }

    @Override
    public synchronized JournalLoadInformation load(
            SparseArrayLinkedList<RecordInfo> records, List<PreparedTransactionInfo> prepared,
            TransactionFailureCallback failures, boolean fixBadTransactions)
            throws Exception {
        JournalLoadInformation information = super.load(records, prepared, failures, fixBadTransactions);
        long unreadable = records.remove(record -> record.getUserRecordType() == JournalRecordIds.ADD_MESSAGE_PROTOCOL
                                                   && !isReadable(record));
        if (unreadable > 0) {
            LOG.error("{} messages of the journal have been altered on the disk and cannot be read; they are left out, and lost"
                      + " unless their source sends them again", unreadable);
        }
        return information;
    }

    private boolean isReadable(RecordInfo record) {
        try {
            decoder.accept(ActiveMQBuffers.wrappedBuffer(record.data));
            return true;
        } catch (RuntimeException e) {
            LOG.debug("Message {} cannot be read", record.id, e);
            return false;
        }
    }
}
