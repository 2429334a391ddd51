/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class SyncedFileTest {

    private static final long PATIENCE = 20;

    @TempDir
    Path directory;

    /** What a session does that rolls back: it waits for a broker that stops, and that waits for the threads that write. */
    private static final class RollBack implements IOCallback {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private final CompletableFuture<Boolean> waited = new CompletableFuture<>();

        @Override
        public void done() {
            waited.completeExceptionally(new AssertionError("acknowledged"));
        }

        @Override
        public void onError(int code, String message) {
            try {
                waited.complete(stopped.await(PATIENCE, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                waited.completeExceptionally(e);
            }
        }

        private void assertThatTheStopCame() throws Exception {
            stopped.countDown();
            assertThat(waited.get(2 * PATIENCE, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoIsToldOfAFailureDoesNotHoldUpTheThreadThatWrites() throws Exception {
        SyncedFiles files = new SyncedFiles(directory.toFile(), null);
        files.refuseFurtherWrites();
        RollBack session = new RollBack();
        new SyncedFile(files, directory.toFile(), "journal").finish(true, List.of(session));
        session.assertThatTheStopCame();
    }

    @Test
    void orTheThreadThatWaitsForAsynchronousWrites() throws Exception {
        String missing = NativeJournal.missing(directory);
        assumeTrue(missing == null, "no AIO here: " + missing);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        SequentialFileFactory files = SyncedAioFile.factory(
                new ConfigurationImpl().setJournalDirectory(directory.toString()),
                (cause, message, file) -> failure.complete(cause), null);
        files.start();
        SequentialFile file = files.createSequentialFile("journal");
        file.open();
        RollBack session = new RollBack();
        // asynchronous writes want blocks of memory
        file.writeDirect(ByteBuffer.allocateDirect(4 * files.getAlignment()).position(1).slice(), true, session);
        assertThat(failure.get(PATIENCE, TimeUnit.SECONDS)).isNotNull();
        assertThat(session.waited).isNotDone();
        files.stop();
        session.assertThatTheStopCame();
    }
}
