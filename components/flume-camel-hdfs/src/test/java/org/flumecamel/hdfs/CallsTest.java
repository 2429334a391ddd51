/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hadoop.conf.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class CallsTest {

    private static final int MOST = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();
    private Calls calls;

    @BeforeEach
    void start() throws Exception {
        calls = Calls.in(threads, ClusterLogin.of(new HdfsEndpoint("flume-hdfs:k1", new HdfsComponent(), "k1"),
            new Configuration()), MOST, 300);
        watch.scheduleWithFixedDelay(calls::watch, 20, 20, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stop() {
        end.countDown();
        watch.shutdownNow();
        threads.shutdownNow();
    }

    private abstract static class Noted extends Calls.Call {

        volatile boolean isGivenUp;
        volatile boolean isLate;

        @Override
        void givenUp() {
            isGivenUp = true;
        }

        @Override
        void returnedLate() {
            isLate = true;
        }
    }

    /** Hears of no interrupt. */
    private final class Hanging extends Noted {
        @Override
        void run() {
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException ignored) {
                    // as if it had not come
                }
            }
        }
    }

    private final class Quick extends Noted {
        @Override
        void run() {
            done.incrementAndGet();
        }
    }

    @Test
    void aCallThatHangsIsGivenUpAndTheOthersAreDone() {
        Hanging hanging = new Hanging();
        List<Noted> all = new ArrayList<>(List.of(hanging));
        for (int i = 0; i < 20; i++) {
            all.add(new Quick());
        }
        assertTimeoutPreemptively(PATIENCE, () -> calls.all(all));
        assertThat(done).hasValue(20);
        assertThat(all).filteredOn(call -> call.isGivenUp).containsExactly(hanging);
        assertThat(hanging.isLate).isFalse();
        end.countDown();
        Awaitility.await().atMost(PATIENCE).until(() -> hanging.isLate);
    }

    @Test
    void aCallThatGetsOnMayTakeLong() {
        Noted slow = new Noted() {
            @Override
            void run() {
                for (int i = 0; i < 10; i++) {
                    sleep();
                    gotOn();
                }
                done.incrementAndGet();
            }
        };
        assertTimeoutPreemptively(PATIENCE, () -> calls.all(List.of(slow)));
        assertThat(done).hasValue(1);
        assertThat(slow.isGivenUp).isFalse();
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(60);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatHangsInTheBackgroundMakesRoomWhenItIsGivenUp() {
        for (int i = 0; i < MOST; i++) {
            calls.later(new Hanging());
        }
        calls.later(new Quick());
        assertThat(calls.backlog()).isEqualTo(1);
        Awaitility.await().atMost(PATIENCE).until(() -> done.get() == 1);
        assertThat(calls.backlog()).isZero();
    }

    @Test
    void aStopWaitsNoLongerThanItWantsTo() {
        Hanging hanging = new Hanging();
        watch.shutdownNow();
        assertTimeoutPreemptively(PATIENCE, () -> calls.all(List.of(hanging), 1));
        assertThat(hanging.isGivenUp).isTrue();
    }

    @Test
    void afterTheEndNothingIsBegun() throws Exception {
        threads.shutdownNow();
        Quick quick = new Quick();
        calls.all(List.of(quick));
        calls.later(new Quick());
        assertThat(quick.isGivenUp).isTrue();
        assertThat(done).hasValue(0);
    }
}
