/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.paging.impl.PageTimedWriter;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreImpl;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.ExecutorFactory;

/**
 * Page files that outlive a power loss. Artemis syncs what it writes into a page, but not the small file that tells which
 * address a folder of pages belongs to; without it, a restart passes over the folder. And a thread of Artemis' that waits for
 * room in a page waits for ever if the broker stops.
 */
final class SyncedPaging extends PagingStoreFactoryNIO {

    private final boolean sync;
    private final Supplier<Boolean> purge;

    SyncedPaging(Configuration configuration, StorageManager storage, ScheduledExecutorService scheduler,
            ExecutorFactory executors, IOCriticalErrorListener listener) {
        super(storage, configuration.getPagingLocation(), configuration.getPageSyncTimeout(), scheduler, executors,
              configuration.isJournalSyncNonTransactional(), listener);
        sync = configuration.isJournalDatasync();
        purge = configuration::isPurgePageFolders;
    }

    @Override
    public synchronized PagingStore newStore(SimpleString address, AddressSettings settings) {
        return new Store(address, settings, null);
    }

    @Override
    public List<PagingStore> reloadStores(HierarchicalRepository<AddressSettings> settings) throws Exception {
        List<PagingStore> stores = new ArrayList<>();
        for (PagingStore found : super.reloadStores(settings)) {
            SimpleString address = found.getAddress();
            stores.add(new Store(address, settings.getMatch(address.toString()), newFileFactory(found.getFolder().getName())));
        }
        return stores;
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

    private final class Store extends PagingStoreImpl {

        private static final long LOOK_NANOS = 200_000;

        private final Object turn = new Object();

        Store(SimpleString address, AddressSettings settings, SequentialFileFactory files) {
            super(address, getScheduledExecutor(), getSyncTimeout(), SyncedPaging.this.getPagingManager(),
                  SyncedPaging.this.getStorageManager(), files, SyncedPaging.this, address, settings,
                  getExecutorFactory().getExecutor().setFair(files == null), isSyncNonTransactional(), purge);
        }

        /** Waits for room. Each in its turn, or one would take the room that another has seen. */
        @Override
        public void writeFlowControl(int bytes) {
            PageTimedWriter writer = getPageTimedWriter();
            synchronized (turn) {
                while (writer.isStarted() && writer.getAvailablePermits() < bytes) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                if (writer.isStarted()) {
                    super.writeFlowControl(bytes);
                }
            }
        }
    }
}
