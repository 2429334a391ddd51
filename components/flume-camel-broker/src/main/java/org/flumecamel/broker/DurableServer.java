/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;

/** Artemis on files that outlive a power loss. */
final class DurableServer extends ActiveMQServerImpl {

    private final Configuration configuration;

    DurableServer(Configuration configuration) {
        super(configuration);
        this.configuration = configuration;
    }

    @Override
    protected StorageManager createStorageManager() {
        return new SyncedStorage(configuration, getCriticalAnalyzer(), executorFactory, scheduledPool, ioExecutorFactory,
                ioCriticalErrorListener);
    }

    @Override
    protected PagingStoreFactory getPagingStoreFactory() {
        return new SyncedPaging(configuration, getStorageManager(), scheduledPool, pageExecutorFactory,
                ioCriticalErrorListener);
    }
}
