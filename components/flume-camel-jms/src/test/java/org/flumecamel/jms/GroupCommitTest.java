/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

import jakarta.jms.JMSException;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class GroupCommitTest {

    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private volatile Exception failure;

    /** The first transaction lasts until the test lets it end. */
    private final GroupCommit group = new GroupCommit((puts, patience) -> {
        sizes.add(puts.size());
        if (sizes.size() == 1) {
            firstMayEnd.await();
        } else if (failure != null) {
            throw failure;
        }
    });

    private final List<Thread> threads = new ArrayList<>();

    private CompletableFuture<Void> put() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                group.put(Put.of(EventBatch.of(Event.of("x")), null, Compression.NONE), 1000);
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        thread.start();
        threads.add(thread);
        return done;
    }

    private List<CompletableFuture<Void>> putWhileTheFirstCommits(int others) {
        CompletableFuture<Void> first = put();
        await().until(() -> sizes.size() == 1);
        List<CompletableFuture<Void>> all = new ArrayList<>(List.of(first));
        for (int i = 0; i < others; i++) {
            all.add(put());
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        assertThat(all).noneMatch(CompletableFuture::isDone);
        return all;
    }

    @Test
    void commitsTogetherWhatGathersDuringACommit() {
        List<CompletableFuture<Void>> all = putWhileTheFirstCommits(7);
        firstMayEnd.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(sizes).containsExactly(1, 7);
    }

    @Test
    void failsEveryPutOfAFailedTransactionAndNoOther() {
        List<CompletableFuture<Void>> all = putWhileTheFirstCommits(5);
        failure = new JMSException("the disk is gone");
        firstMayEnd.countDown();
        assertThat(all.get(0)).succeedsWithin(java.time.Duration.ofSeconds(10));
        for (CompletableFuture<Void> one : all.subList(1, 6)) {
            assertThatThrownBy(one::get).isInstanceOf(ExecutionException.class).hasMessageContaining("the disk is gone");
        }
        assertThat(all.subList(1, 6).stream().map(one -> one.handle((none, e) -> e).join()).distinct()).hasSize(5);
    }

    @Test
    void takesAnInterruptBeforeItsCommitForAFailureOfItsOwn() {
        List<CompletableFuture<Void>> all = putWhileTheFirstCommits(3);
        threads.get(2).interrupt();
        assertThatThrownBy(all.get(2)::get).hasCauseInstanceOf(InterruptedException.class);
        firstMayEnd.countDown();
        all.get(1).join();
        all.get(3).join();
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
    }

    @Test
    void doesNotInterruptOthersWhenTheCommittingThreadIs() {
        List<CompletableFuture<Void>> all = putWhileTheFirstCommits(3);
        failure = new InterruptedException("stop");
        firstMayEnd.countDown();
        List<Throwable> failures = all.subList(1, 4).stream().map(one -> one.handle((none, e) -> e).join()).toList();
        assertThat(failures).filteredOn(InterruptedException.class::isInstance).hasSize(1);
        assertThat(failures).filteredOn(JMSException.class::isInstance).hasSize(2)
                .allSatisfy(e -> assertThat(BrokerAnswer.of(e)).isEqualTo(BrokerAnswer.OTHER));
    }
}
