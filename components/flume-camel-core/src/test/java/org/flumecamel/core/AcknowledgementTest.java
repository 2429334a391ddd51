/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AcknowledgementTest {

    private static final Throwable OK = null;

    private final List<Throwable> settled = new ArrayList<>();

    /** All orders in which three holds can be given back, each released or failed: 6 times 8 cases. */
    @Test
    void settlesOnceAndLastWhateverTheOrder() {
        for (List<Integer> order : List.of(List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0),
                List.of(2, 0, 1), List.of(2, 1, 0))) {
            for (int failing = 0; failing < 8; failing++) {
                settled.clear();
                Throwable expected = giveBack(order, failing);
                assertThat(settled).as("order %s, failing %s", order, failing).hasSize(1).first().isSameAs(expected);
            }
        }
    }

    /** Gives back the source's hold and two others; returns the first failure. */
    private Throwable giveBack(List<Integer> order, int failing) {
        Acknowledgement acknowledgement = Acknowledgement.open(true, settled::add);
        List<Acknowledgement.Hold> holds = List.of(acknowledgement.sourceHold(), acknowledgement.hold("a"),
                acknowledgement.hold("b"));
        Throwable first = OK;
        for (int which : order) {
            assertThat(settled).isEmpty();
            if ((failing & 1 << which) != 0) {
                Throwable failure = new IllegalStateException("hold " + which);
                first = first == null ? failure : first;
                holds.get(which).fail(failure);
            } else {
                holds.get(which).release();
            }
        }
        return first;
    }

    @Test
    void givingBackTwiceCountsOnce() {
        Acknowledgement acknowledgement = Acknowledgement.open(true, settled::add);
        Acknowledgement.Hold channel = acknowledgement.hold("channel c1");
        acknowledgement.sourceHold().release();
        acknowledgement.sourceHold().release();
        acknowledgement.sourceHold().fail(new IllegalStateException("too late"));
        assertThat(settled).isEmpty();

        channel.release();
        channel.fail(new IllegalStateException("too late"));
        assertThat(settled).containsExactly(OK);
    }

    @Test
    void refusesAHoldWhenItIsSettled() {
        Acknowledgement acknowledgement = Acknowledgement.open(true, settled::add);
        acknowledgement.sourceHold().release();

        assertThatThrownBy(() -> acknowledgement.hold("channel c1")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before it reached channel c1").hasMessageContaining("aggregate");
        assertThat(settled).hasSize(1);
    }

    @Test
    void namesItsHoldersAndKnowsWhetherItsBatchCanBeReadAgain() {
        Acknowledgement acknowledgement = Acknowledgement.open(false, settled::add);
        acknowledgement.hold("channel c1");
        assertThat(acknowledgement.holders()).containsExactly("the route of its source", "channel c1");
        acknowledgement.sourceHold().release();
        assertThat(acknowledgement.holders()).containsExactly("channel c1");
        assertThat(acknowledgement.isRereadable()).isFalse();
        assertThat(Acknowledgement.open(true, settled::add).isRereadable()).isTrue();
    }

    @Test
    void aFailureNeedsACause() {
        Acknowledgement acknowledgement = Acknowledgement.open(true, settled::add);
        assertThatThrownBy(() -> acknowledgement.sourceHold().fail(null)).isInstanceOf(NullPointerException.class);
        assertThat(settled).isEmpty();
    }

    @Test
    void settlesOnceWhenManyThreadsGiveBack() throws InterruptedException {
        List<Throwable> results = java.util.Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 200; round++) {
            Acknowledgement acknowledgement = Acknowledgement.open(true, results::add);
            for (int i = 0; i < 8; i++) {
                Acknowledgement.Hold hold = acknowledgement.hold("channel " + i);
                threads.execute(hold::release);
            }
            threads.execute(acknowledgement.sourceHold()::release);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(results).hasSize(200).containsOnlyNulls();
    }
}
