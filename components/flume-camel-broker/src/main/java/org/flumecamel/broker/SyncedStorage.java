/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.journal.Journal;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalRecordIds;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.spi.core.protocol.MessagePersister;
import org.apache.activemq.artemis.utils.ArtemisCloseable;
import org.apache.activemq.artemis.utils.ExecutorFactory;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzer;

/** Artemis' journals on files whose names and content outlive a power loss. */
final class SyncedStorage extends JournalStorageManager {

    private static final int BINDINGS_FILE_SIZE = 1 << 20;
    /** What a client can make a message of. */
    private static final Set<Byte> TYPES = Set.of(Message.DEFAULT_TYPE, Message.OBJECT_TYPE, Message.TEXT_TYPE,
            Message.BYTES_TYPE, Message.MAP_TYPE, Message.STREAM_TYPE);

    /** Set by {@link #init}, before this class' own constructor, and so without initializers. */
    private JournalAppends appends;
    private JournalSyncs syncs;

    SyncedStorage(Configuration configuration, CriticalAnalyzer analyzer, ExecutorFactory executors,
            ScheduledExecutorService scheduler, ExecutorFactory ioExecutors, IOCriticalErrorListener listener) {
        super(configuration, analyzer, executors, scheduler, ioExecutors, listener);
    }

    /** Called by the constructor of a super class. */
    @Override
    protected void init(Configuration configuration, IOCriticalErrorListener listener) {
        bindingsFF = unbuffered(configuration, configuration.getBindingsLocation(), listener);
        originalBindingsJournal = new JournalImpl(ioExecutorFactory, BINDINGS_FILE_SIZE, 2, configuration.getJournalPoolFiles(),
                configuration.getJournalCompactMinFiles(), configuration.getJournalCompactPercentage(),
                configuration.getJournalFileOpenTimeout(), bindingsFF, "activemq-bindings", "bindings", 1, 0, listener,
                configuration.getJournalMaxAtticFiles());
        bindingsJournal = originalBindingsJournal;

        syncs = new JournalSyncs(scheduledExecutorService);
        journalFF = configuration.getJournalType() == JournalType.ASYNCIO
                ? SyncedAioFile.factory(configuration, listener, syncs)
                : new SyncedFiles(configuration, listener, syncs);
        appends = new JournalAppends(ioExecutorFactory, journalFF::flush, syncs);
        journalFF.setDatasync(configuration.isJournalDatasync());
        originalMessageJournal = createMessageJournal(configuration, listener,
                fixJournalFileSize(configuration.getJournalFileSize(), journalFF.getAlignment()));
        originalMessageJournal.replaceableRecord(JournalRecordIds.UPDATE_DELIVERY_COUNT);
        originalMessageJournal.replaceableRecord(JournalRecordIds.SET_SCHEDULED_DELIVERY_TIME);
        messageJournal = originalMessageJournal;

        largeMessagesDirectory = configuration.getLargeMessagesDirectory();
        largeMessagesFactory = unbuffered(configuration, configuration.getLargeMessagesLocation(), listener);
    }

    /** Syncs what was written and is not synced by itself, as asynchronous IO is. */
    void sync() {
        syncs.sync();
    }

    /** What the current thread waits for only to be written is not synced. */
    @Override
    public void commit(long transaction, boolean lineUpContext) throws Exception {
        if (!DiskWait.isForWriteOnly()) {
            super.commit(transaction, lineUpContext);
            return;
        }
        try (ArtemisCloseable lock = closeableReadLock()) {
            messageJournal.appendCommitRecord(transaction, false);
        }
        appends.writeAppended();
    }

    @Override
    protected Journal createMessageJournal(Configuration configuration, IOCriticalErrorListener listener, int fileSize) {
        return new SalvagingJournal(configuration, appends, journalFF, fileSize, listener, this::readWhole);
    }

    /** Reads what Artemis reads later, some of it only when a client takes the message. */
    private void readWhole(ActiveMQBuffer buffer) {
        Message message = MessagePersister.getInstance().decode(buffer, null, null, this);
        message.getPropertyNames().forEach(message::getObjectProperty);
        ICoreMessage core = message.toCore();
        if (!TYPES.contains(core.getType())) {
            throw new IllegalArgumentException("there is no message type " + core.getType());
        }
        if (!message.isLargeMessage()) {
            core.getReadOnlyBodyBuffer().readableBytes();
        }
    }

    private static SequentialFileFactory unbuffered(
            Configuration configuration, File directory, IOCriticalErrorListener listener) {
        return new SyncedFiles(directory, listener).setDatasync(configuration.isJournalDatasync());
    }

    @Override
    protected void createDirectories() {
        super.createDirectories();
        config.getPagingLocation().mkdirs();
        if (config.isJournalDatasync()) {
            Path parent = config.getJournalLocation().toPath().getParent();
            List.of(parent, parent.getParent()).forEach(SyncedStorage::sync);
        }
    }

    private static void sync(Path directory) {
        try {
            SyncedFiles.syncDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
