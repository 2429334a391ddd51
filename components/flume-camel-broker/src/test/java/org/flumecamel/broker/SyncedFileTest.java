/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.core.io.IOCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SyncedFileTest {

    /** A session that rolls back waits for a broker that stops, and that waits for the thread that writes. */
    @Test
    void whoIsToldOfAFailureDoesNotHoldUpTheThreadThatWrites(@TempDir Path directory) throws Exception {
        SyncedFiles files = new SyncedFiles(directory.toFile(), null);
        files.refuseFurtherWrites();
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<Boolean> waited = new CompletableFuture<>();
        new SyncedFile(files, directory.toFile(), "journal").finish(true, List.of(new IOCallback() {
            @Override
            public void done() {
                waited.completeExceptionally(new AssertionError("acknowledged"));
            }

            @Override
            public void onError(int code, String message) {
                try {
                    waited.complete(stopped.await(5, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    waited.completeExceptionally(e);
                }
            }
        }));
        stopped.countDown();
        assertThat(waited.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
