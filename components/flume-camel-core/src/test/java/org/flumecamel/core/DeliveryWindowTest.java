/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryWindowTest {

    private static final IllegalStateException FAILURE = new IllegalStateException("failed");

    private final List<Integer> advanced = new ArrayList<>();
    private final DeliveryWindow<Integer> window = new DeliveryWindow<>(100, 1 << 20, advanced::add);

    private static EventBatch batch(int events) {
        EventBatch.Builder builder = new EventBatch.Builder(events);
        for (int i = 0; i < events; i++) {
            builder.add(Event.of("0123456789"));
        }
        return builder.build();
    }

    /** What the window promises, in the simplest words: a list in which each batch is waiting, failed or done. */
    private static final class Model {
        private final List<DeliveryWindow<Integer>.Entry> entries = new ArrayList<>();
        private final List<Acknowledgement> acknowledgements = new ArrayList<>();
        private final List<Character> states = new ArrayList<>();

        int prefix() {
            int done = 0;
            while (done < states.size() && states.get(done) == 'D') {
                done++;
            }
            return done;
        }

        long waitingEvents() {
            return entries.subList(prefix(), entries.size()).stream().mapToLong(DeliveryWindow.Entry::size).sum();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 })
    void behavesLikeItsModel(long seed) throws InterruptedException {
        Random random = new Random(seed);
        Model model = new Model();
        for (int step = 0; step < 400; step++) {
            act(random, model);
            assertThat(window.events()).isEqualTo(model.waitingEvents());
            assertThat(advanced).hasSize(model.prefix()).isSorted().doesNotHaveDuplicates();
            assertThat(window.isEmpty()).isEqualTo(model.prefix() == model.states.size());
            boolean room = window.isEmpty() || model.waitingEvents() < 100;
            assertThat(window.awaitRoom(0)).isEqualTo(room && !model.states.contains('F'));
        }
    }

    private void act(Random random, Model model) {
        int which = model.states.isEmpty() ? -1 : random.nextInt(model.states.size());
        switch (random.nextInt(5)) {
            case 0 -> {
                DeliveryWindow<Integer>.Entry entry = window.add(batch(1 + random.nextInt(30)), model.states.size());
                model.entries.add(entry);
                model.acknowledgements.add(entry.attempt(true));
                model.states.add('W');
            }
            case 1 -> {
                DeliveryWindow<Integer>.Entry failed = window.takeFailed();
                int first = model.states.indexOf('F');
                assertThat(failed).isSameAs(first < 0 ? null : model.entries.get(first));
                if (first >= 0) {
                    model.states.set(first, 'W');
                    model.acknowledgements.set(first, failed.attempt(true));
                }
            }
            case 2 -> {
                if (which >= 0) {
                    model.acknowledgements.get(which).sourceHold().fail(FAILURE);
                    model.states.set(which, model.states.get(which) == 'W' ? 'F' : model.states.get(which));
                }
            }
            default -> {
                if (which >= 0) {
                    model.acknowledgements.get(which).sourceHold().release();
                    model.states.set(which, model.states.get(which) == 'W' ? 'D' : model.states.get(which));
                }
            }
        }
    }

    @Test
    void anEarlierAttemptIsNotHeardAnyMore() {
        DeliveryWindow<Integer>.Entry entry = window.add(batch(1), 1);
        Acknowledgement first = entry.attempt(true);
        Acknowledgement second = entry.attempt(true);

        first.sourceHold().release();
        assertThat(advanced).isEmpty();
        second.sourceHold().release();
        assertThat(advanced).containsExactly(1);
    }

    @Test
    void passesNoPositionOnForABatchThatHasNone() {
        DeliveryWindow<Integer>.Entry first = window.add(batch(1), null);
        DeliveryWindow<Integer>.Entry second = window.add(batch(1), 2);

        first.settle();
        assertThat(advanced).isEmpty();
        second.settle();
        assertThat(advanced).containsExactly(2);
    }

    @Test
    void letsOneBatchInHoweverLarge() throws InterruptedException {
        assertThat(window.awaitRoom(0)).isTrue();
        window.add(batch(500), 1);
        assertThat(window.awaitRoom(10)).isFalse();
    }

    /** One batch is stuck behind a sink; all others are delivered by another. */
    @Test
    void whatIsSettledBehindAStuckBatchCountsAsEventsButTakesNoMemory() throws InterruptedException {
        EventBatch batch = batch(10);
        DeliveryWindow<Integer> narrow = new DeliveryWindow<>(50, 4 * batch.footprint(), advanced::add);
        DeliveryWindow<Integer>.Entry stuck = narrow.add(batch, 0);
        for (int i = 1; i < 5; i++) {
            assertThat(narrow.awaitRoom(0)).as("batch %s", i).isTrue();
            DeliveryWindow<Integer>.Entry entry = narrow.add(batch, i);
            entry.settle();
            assertThat(entry.batch()).isNull();
        }
        assertThat(narrow.awaitRoom(0)).isFalse();
        assertThat(narrow.events()).isEqualTo(50);
        stuck.settle();
        assertThat(narrow.awaitRoom(0)).isTrue();
        assertThat(advanced).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void bytesLimitItToo() throws InterruptedException {
        EventBatch batch = batch(10);
        DeliveryWindow<Integer> narrow = new DeliveryWindow<>(1000, batch.footprint() + 500, advanced::add);
        DeliveryWindow<Integer>.Entry first = narrow.add(batch, 1);
        assertThat(narrow.awaitRoom(0)).isTrue();
        narrow.add(batch, 2);
        assertThat(narrow.awaitRoom(0)).isFalse();
        first.settle();
        assertThat(narrow.awaitRoom(0)).isTrue();
    }

    @Test
    void namesWhatHoldsTheOldest() {
        assertThat(window.heldBy()).isEqualTo("nothing");
        Acknowledgement first = window.add(batch(1), 1).attempt(true);
        Acknowledgement second = window.add(batch(1), 2).attempt(true);
        second.hold("channel c2");
        first.hold("channel c1");
        first.sourceHold().release();
        assertThat(window.heldBy()).isEqualTo("channel c1");
    }

    @Test
    void forgetsEverythingAtAClear() throws InterruptedException {
        DeliveryWindow<Integer>.Entry sent = window.add(batch(200), 1);
        Acknowledgement acknowledgement = sent.attempt(true);
        DeliveryWindow<Integer>.Entry failed = window.add(batch(1), 2);
        failed.attempt(true).sourceHold().fail(FAILURE);
        window.clear();

        acknowledgement.sourceHold().release();
        sent.settle();
        failed.settle();
        assertThat(advanced).isEmpty();
        assertThat(window.events()).isZero();
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.takeFailed()).isNull();
        assertThat(window.awaitRoom(0)).isTrue();
    }
}
