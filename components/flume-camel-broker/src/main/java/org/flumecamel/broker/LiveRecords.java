/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.List;

import org.apache.activemq.artemis.core.journal.LoaderCallback;
import org.apache.activemq.artemis.core.journal.PreparedTransactionInfo;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.TransactionFailureCallback;
import org.apache.activemq.artemis.utils.collections.LongHashSet;
import org.apache.activemq.artemis.utils.collections.SparseArrayLinkedList;

/**
 * Gathers the live records of a journal that is read. It drops those that the journal itself deletes further on every few
 * megabytes; Artemis keeps them to the end, as long as there are less than 20,000, and large ones could fill the heap.
 */
final class LiveRecords implements LoaderCallback {

    private static final long MOST_BYTES = 4L << 20;

    private final SparseArrayLinkedList<RecordInfo> records;
    private final List<PreparedTransactionInfo> prepared;
    private final TransactionFailureCallback failures;
    private final LongHashSet deleted = new LongHashSet(1024);
    /** Of the records since the last were dropped. */
    private long bytes;

    /** @param records where the live records are added, in the order of the journal */
    LiveRecords(SparseArrayLinkedList<RecordInfo> records, List<PreparedTransactionInfo> prepared,
            TransactionFailureCallback failures) {
        this.records = records;
        this.prepared = prepared;
        this.failures = failures;
    }

    @Override
    public void addRecord(RecordInfo record) {
        records.add(record);
        bytes += record.data.length;
        if (bytes > MOST_BYTES) {
            dropDeleted();
        }
    }

    @Override
    public void updateRecord(RecordInfo record) {
        addRecord(record);
    }

    @Override
    public void deleteRecord(long id) {
        deleted.add(id);
    }

    /** To be called when the journal was read. */
    void dropDeleted() {
        bytes = 0;
        if (!deleted.isEmpty()) {
            records.remove(record -> deleted.contains(record.id));
            deleted.clear();
        }
    }

    @Override
    public void addPreparedTransaction(PreparedTransactionInfo transaction) {
        prepared.add(transaction);
    }

    @Override
    public void failedTransaction(long transaction, List<RecordInfo> added, List<RecordInfo> removed) {
        if (failures != null) {
            failures.failedTransaction(transaction, added, removed);
        }
    }
}
