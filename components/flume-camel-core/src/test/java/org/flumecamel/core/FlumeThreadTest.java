/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FlumeThreadTest {

    private final ExecutorService executor = FlumeThread.newExecutor(new DefaultCamelContext(), "flume-seq://s", 1);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private <T> T inThread(Callable<T> work) throws Exception {
        return executor.submit(work).get(20, TimeUnit.SECONDS);
    }

    private static FlumeThread current() {
        return (FlumeThread) Thread.currentThread();
    }

    @Test
    void anInterruptWaitsForTheEndOfTheWork(@TempDir Path directory) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Path file = directory.resolve("file");
        Future<Boolean> after = executor.submit(() -> {
            current().runUninterrupted(() -> {
                begun.countDown();
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    interrupted.await();
                    channel.write(ByteBuffer.wrap("whole".getBytes()));
                    channel.force(false);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            return Thread.interrupted();
        });
        begun.await();
        executor.shutdownNow();
        interrupted.countDown();
        assertThat(after.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(file).hasContent("whole");
    }

    @Test
    void anEarlierInterruptIsThereAfterTheWork() throws Exception {
        assertThat(inThread(() -> {
            Thread.currentThread().interrupt();
            current().runUninterrupted(() -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
            return Thread.interrupted();
        })).isTrue();
    }

    @Test
    void withoutAnInterruptThereIsNone() throws Exception {
        assertThat(inThread(() -> {
            current().runUninterrupted(() -> assertThat(current().isUninterruptible()).isTrue());
            return Thread.interrupted() || current().isUninterruptible();
        })).isFalse();
    }

    @Test
    void failedWorkPutsNoFurtherInterruptOff() throws Exception {
        assertThat(inThread(() -> {
            assertThatIllegalStateException().isThrownBy(() -> current().runUninterrupted(() -> {
                throw new IllegalStateException("failed");
            })).withMessage("failed");
            Thread.currentThread().interrupt();
            return Thread.interrupted();
        })).isTrue();
    }

    @Test
    void itIsRefusedWithinItself() throws Exception {
        inThread(() -> {
            current().runUninterrupted(() -> assertThatIllegalStateException()
                    .isThrownBy(() -> current().runUninterrupted(() -> { })));
            return null;
        });
    }

    @Test
    void itHasTheNameOfItsSourceAndKeepsNoProcessAlive() throws Exception {
        assertThat(inThread(() -> Thread.currentThread().getName())).contains("flume-seq://s");
        assertThat(inThread(() -> Thread.currentThread().isDaemon())).isTrue();
    }
}
