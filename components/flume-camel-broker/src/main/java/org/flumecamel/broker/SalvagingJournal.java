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
import org.apache.activemq.artemis.utils.collections.SparseArrayLinkedList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal that leaves out what cannot be read when it is loaded: with one message that has been altered on the disk, Artemis
 * would not start at all.
 */
final class SalvagingJournal extends JournalImpl {

    private static final Logger LOG = LoggerFactory.getLogger(SalvagingJournal.class);

    /** More files than a broker has that runs long enough to compact its journal. */
    private static final int MANY_FILES = 2 * BrokerSettings.JOURNAL_FILES;

    private final JournalAppends appends;
    private final Consumer<ActiveMQBuffer> decoder;

    /** @param decoder reads a message, and throws what it likes if it cannot */
    SalvagingJournal(Configuration configuration, JournalAppends appends, SequentialFileFactory files, int fileSize,
            IOCriticalErrorListener listener, Consumer<ActiveMQBuffer> decoder) {
        super(appends, fileSize, configuration.getJournalMinFiles(), configuration.getJournalPoolFiles(),
              configuration.getJournalCompactMinFiles(), configuration.getJournalCompactPercentage(),
              configuration.getJournalFileOpenTimeout(), files, "activemq-data", "amq", files.getMaxIO(), 0, listener,
              configuration.getJournalMaxAtticFiles());
        this.appends = appends;
        this.decoder = decoder;
    }

    @Override
    public synchronized void start() {
        appends.journalStarts();
        super.start();
    }

    @Override
    public synchronized JournalLoadInformation load(
            SparseArrayLinkedList<RecordInfo> records, List<PreparedTransactionInfo> prepared,
            TransactionFailureCallback failures, boolean fixBadTransactions)
            throws Exception {
        LiveRecords live = new LiveRecords(records, prepared, failures);
        JournalLoadInformation information = load(live);
        live.dropDeleted();
        long messages = records.remove(record -> record.getUserRecordType() == JournalRecordIds.ADD_MESSAGE_PROTOCOL
                                                 && !isReadable(record));
        if (messages > 0) {
            LOG.error("{} messages of the journal have been altered on the disk and cannot be read; they are left out, and lost"
                      + " unless their source sends them again", messages);
        }
        long others = records.remove(record -> !isSound(record));
        if (others > 0) {
            LOG.error("{} records of the journal have been altered on the disk and are left out: messages they tell of may be"
                      + " lost or come twice", others);
        }
        if (getDataFilesCount() > MANY_FILES) {
            // one that is killed again and again never comes to it, and would have more to read at each start
            compact();
        }
        return information;
    }

    /** Whether a record has the length of its type; an altered type would keep Artemis from starting. */
    private static boolean isSound(RecordInfo record) {
        int length = record.data.length;
        return switch (record.getUserRecordType()) {
            case JournalRecordIds.ADD_REF, JournalRecordIds.ACKNOWLEDGE_REF -> length == Long.BYTES;
            case JournalRecordIds.UPDATE_DELIVERY_COUNT -> length == Long.BYTES + Integer.BYTES;
            case JournalRecordIds.ACKNOWLEDGE_CURSOR, JournalRecordIds.PAGE_CURSOR_COMPLETE ->
                length == 2 * Long.BYTES + Integer.BYTES;
            case JournalRecordIds.DUPLICATE_ID -> isDuplicateId(record);
            // queues of channels never have these
            case JournalRecordIds.ADD_MESSAGE, JournalRecordIds.SET_SCHEDULED_DELIVERY_TIME,
                    JournalRecordIds.HEURISTIC_COMPLETION -> false;
            default -> true;
        };
    }

    private static boolean isDuplicateId(RecordInfo record) {
        try {
            ActiveMQBuffer buffer = ActiveMQBuffers.wrappedBuffer(record.data);
            buffer.readSimpleString();
            return buffer.readInt() == buffer.readableBytes();
        } catch (RuntimeException e) {
            return false;
        }
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
