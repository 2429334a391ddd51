/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SyncedPagingTest {

    @Test
    void aThreadThatWaitsForRoomInAPageEndsWithTheBroker(@TempDir Path data) throws Exception {
        BrokerSettings settings = new BrokerSettings();
        settings.dataDirectory = data.toString();
        DurableServer server = new DurableServer(
                new ArtemisConfiguration(settings, JournalType.NIO, new InVmAddress()).toArtemis());
        server.start();
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread waiting;
        try {
            PagingStoreImpl store = (PagingStoreImpl) server.getPagingManager().getPageStore(SimpleString.of("q"));
            int all = store.getPageTimedWriter().getMaxCredits();
            store.writeFlowControl(all);
            waiting = new Thread(() -> {
                store.writeFlowControl(all);
                end.complete(null);
            });
            waiting.setDaemon(true);
            waiting.start();
            Awaitility.await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            assertThat(end).isNotDone();
        } finally {
            server.stop();
        }
        end.get(20, TimeUnit.SECONDS);
    }
}
