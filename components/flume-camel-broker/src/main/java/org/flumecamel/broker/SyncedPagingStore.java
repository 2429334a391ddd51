/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreImpl;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.actors.ArtemisExecutor;

/**
 * Opens the first page file in a thread of its own: the thread that puts may be interrupted, which would close the file under
 * its hands and bring the broker down. Artemis itself opens and writes all other page files in threads of its own.
 */
final class SyncedPagingStore extends PagingStoreImpl {

    /**
     * When pages are synced.
     *
     * @param scheduler   runs it
     * @param syncTimeout how long a write may wait for others, in nanoseconds
     * @param syncSingle  whether messages outside of transactions are synced too
     */
    record Timing(ScheduledExecutorService scheduler, long syncTimeout, boolean syncSingle) {
    }

    /** @param files null for an address that has no folder yet */
    SyncedPagingStore(SimpleString address, Timing timing, PagingManager manager, StorageManager storage,
            SequentialFileFactory files, PagingStoreFactory factory, AddressSettings settings, ArtemisExecutor executor) {
        super(address, timing.scheduler(), timing.syncTimeout(), manager, storage, files, factory, address, settings, executor,
              timing.syncSingle());
    }

    @Override
    public boolean startPaging() {
        if (isPaging() || !(OperationContextImpl.getContext() instanceof PutContext)) {
            // a thread of the broker, which may hold locks of this store
            return super.startPaging();
        }
        return CompletableFuture.supplyAsync(super::startPaging, SyncedPagingStore::run).join();
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "flume-broker-paging");
        thread.setDaemon(true);
        thread.start();
    }
}
