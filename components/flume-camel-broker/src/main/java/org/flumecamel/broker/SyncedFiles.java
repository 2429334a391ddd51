/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;

/** Makes {@link SyncedFile}s in one directory. */
final class SyncedFiles extends NIOSequentialFileFactory {

    private final JournalSyncs syncs;
    private volatile boolean failed;

    /** Files that are written record by record, without a buffer between. */
    SyncedFiles(File directory, IOCriticalErrorListener listener) {
        super(directory, false, listener, 1);
        syncs = null;
    }

    /** Files of the journal, whose records go through a buffer. */
    SyncedFiles(Configuration configuration, IOCriticalErrorListener listener, JournalSyncs syncs) {
        super(configuration.getJournalLocation(), true, configuration.getJournalBufferSize_NIO(),
              configuration.getJournalBufferTimeout_NIO(), configuration.getJournalMaxIO_NIO(), false, listener, null);
        this.syncs = syncs;
    }

    /** Null for files without a buffer. */
    JournalSyncs syncs() {
        return syncs;
    }

    @Override
    public SequentialFile createSequentialFile(String fileName) {
        return new SyncedFile(this, journalDir, fileName);
    }

    @Override
    public void onIOError(Throwable exception, String message, String file) {
        refuseFurtherWrites();
        super.onIOError(exception, message, file);
    }

    void refuseFurtherWrites() {
        failed = true;
    }

    /** Whether anything could not be written here; what comes after it is not to be trusted. */
    boolean hasFailed() {
        return failed;
    }

    /** Makes the names in a directory outlive a power loss. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the content of a file outlive a power loss. */
    static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
