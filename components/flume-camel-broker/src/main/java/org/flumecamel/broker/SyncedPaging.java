/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.ExecutorFactory;

/**
 * Page files that outlive a power loss. Artemis syncs what it writes into a page, but not the small file that tells which
 * address a folder of pages belongs to; without it, a restart passes over the folder.
 */
final class SyncedPaging extends PagingStoreFactoryNIO {

    private final boolean sync;
    private final StorageManager storage;
    private final ExecutorFactory executors;
    private final SyncedPagingStore.Timing timing;
    private PagingManager manager;

    SyncedPaging(Configuration configuration, StorageManager storage, ScheduledExecutorService scheduler,
            ExecutorFactory executors, IOCriticalErrorListener listener) {
        super(storage, configuration.getPagingLocation(), configuration.getPageSyncTimeout(), scheduler, executors,
              configuration.isJournalSyncNonTransactional(), listener, configuration::isPurgePageFolders);
        this.sync = configuration.isJournalDatasync();
        this.storage = storage;
        this.executors = executors;
        this.timing = new SyncedPagingStore.Timing(scheduler, configuration.getPageSyncTimeout(),
                configuration.isJournalSyncNonTransactional());
    }

    @Override
    public void setPagingManager(PagingManager pagingManager) {
        super.setPagingManager(pagingManager);
        manager = pagingManager;
    }

    @Override
    public synchronized PagingStore newStore(SimpleString address, AddressSettings settings) {
        return store(address, settings, null);
    }

    @Override
    public List<PagingStore> reloadStores(HierarchicalRepository<AddressSettings> settings) throws Exception {
        return super.reloadStores(settings).stream()
                .map(found -> store(found.getAddress(), settings.getMatch(found.getAddress().toString()),
                        newFileFactory(found.getFolder().getName())))
                .toList();
    }

    private PagingStore store(SimpleString address, AddressSettings settings, SequentialFileFactory files) {
        return new SyncedPagingStore(address, timing, manager, storage, files, this, settings,
                executors.getExecutor().setFair(true));
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
