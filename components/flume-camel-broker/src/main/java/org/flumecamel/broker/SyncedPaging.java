/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.utils.ExecutorFactory;

/**
 * Page files that outlive a power loss. Artemis syncs what it writes into a page, but not the small file that tells which
 * address a folder of pages belongs to; without it, a restart passes over the folder.
 */
final class SyncedPaging extends PagingStoreFactoryNIO {

    private final boolean sync;

    SyncedPaging(Configuration configuration, StorageManager storage, ScheduledExecutorService scheduler,
            ExecutorFactory executors, IOCriticalErrorListener listener) {
        super(storage, configuration.getPagingLocation(), configuration.getPageSyncTimeout(), scheduler, executors,
              configuration.isJournalSyncNonTransactional(), listener, configuration::isPurgePageFolders);
        sync = configuration.isJournalDatasync();
    }

    @Override
    protected SequentialFileFactory newFileFactory(String directoryName) {
        return new SyncedFiles(new File(getDirectory(), directoryName), getCritialErrorListener()).setDatasync(sync);
    }

    @Override
    public synchronized SequentialFileFactory newFileFactory(SimpleString address) throws Exception {
        SequentialFileFactory factory = super.newFileFactory(address);
        if (sync) {
            Path folder = factory.getDirectory().toPath();
            SyncedFiles.syncFile(folder.resolve(ADDRESS_FILE));
            SyncedFiles.syncDirectory(folder);
            SyncedFiles.syncDirectory(folder.getParent());
        }
        return factory;
    }
}
