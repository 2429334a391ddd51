/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventBatchTest {

    private static EventBatch batch(String... bodies) {
        return EventBatch.of(Arrays.stream(bodies).map(Event::of).toList());
    }

    private static List<String> bodies(Iterable<Event> batch) {
        List<String> bodies = new ArrayList<>();
        batch.forEach(event -> bodies.add(event.bodyAsString(UTF_8)));
        return bodies;
    }

    @Test
    void countsEventsAndBytes() {
        EventBatch batch = batch("a", "bcd", "");

        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.bytes()).isEqualTo(4);
        assertThat(batch.get(1).bodyAsString(UTF_8)).isEqualTo("bcd");
        assertThatThrownBy(() -> batch.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(EventBatch.EMPTY.isEmpty()).isTrue();
        assertThat(EventBatch.of()).isSameAs(EventBatch.EMPTY);
    }

    @Test
    void isNotChangedByTheCollectionItWasMadeOf() {
        List<Event> events = new ArrayList<>(List.of(Event.of("a")));
        EventBatch batch = EventBatch.of(events);
        events.set(0, Event.of("b"));

        assertThat(bodies(batch)).containsExactly("a");
        assertThatThrownBy(() -> EventBatch.of(Arrays.asList(Event.of("a"), null)))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void iteratesOnceThroughItsOwnRange() {
        Iterator<Event> events = batch("a", "b", "c", "d").subBatch(1, 3).iterator();

        assertThat(events.next().bodyAsString(UTF_8)).isEqualTo("b");
        assertThat(events.next().bodyAsString(UTF_8)).isEqualTo("c");
        assertThat(events.hasNext()).isFalse();
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(events::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void subBatchesShareTheirEvents() {
        EventBatch batch = batch("a", "bb", "ccc", "dddd");
        EventBatch middle = batch.subBatch(1, 3);

        assertThat(bodies(middle)).containsExactly("bb", "ccc");
        assertThat(middle.bytes()).isEqualTo(5);
        assertThat(middle.get(0)).isSameAs(batch.get(1));
        assertThat(bodies(middle.subBatch(1, 2))).containsExactly("ccc");
        assertThat(batch.subBatch(0, 4)).isSameAs(batch);
        assertThat(batch.subBatch(2, 2)).isSameAs(EventBatch.EMPTY);
        assertThatThrownBy(() -> middle.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> middle.subBatch(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void concatKeepsTheOrderOfBatchesAndEvents() {
        EventBatch first = batch("a", "b", "c").subBatch(1, 3);
        EventBatch second = batch("d");

        assertThat(bodies(EventBatch.concat(List.of(first, EventBatch.EMPTY, second)))).containsExactly("b", "c", "d");
        assertThat(EventBatch.concat(List.of(second))).isSameAs(second);
    }

    @Test
    void fittingCutsAtEventsOrBytesButAlwaysLetsOneGo() {
        EventBatch batch = batch("12345", "67", "8901234567", "1");

        assertThat(batch.fitting(0, 10, 1000)).isEqualTo(4);
        assertThat(batch.fitting(0, 2, 1000)).isEqualTo(2);
        assertThat(batch.fitting(0, 10, 7)).isEqualTo(2);
        assertThat(batch.fitting(0, 10, 6)).isEqualTo(1);
        assertThat(batch.fitting(2, 10, 3)).isEqualTo(1);
        assertThat(batch.fitting(3, 10, 3)).isEqualTo(1);
        assertThat(batch.subBatch(2, 4).fitting(0, 10, 11)).isEqualTo(2);
        assertThat(batch.fitting(2, Integer.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(2);
        assertThat(batch.fitting(4, 10, 10)).isZero();
    }

    @Test
    void footprintCountsSharedHeadersOncePerRun() {
        Headers shared = Headers.of("name", "value");
        Event one = Event.of(shared, new byte[10]);
        EventBatch alike = EventBatch.of(one, one, one);
        EventBatch equal = EventBatch.of(one, Event.of(Headers.of("name", "value"), new byte[10]), one);

        assertThat(alike.footprint()).isEqualTo(3 * (10 + Event.OVERHEAD) + shared.footprint());
        assertThat(equal.footprint()).isEqualTo(3 * (10 + Event.OVERHEAD) + 3 * shared.footprint());
    }

    @Test
    void mapSharesWhatStaysAndIsTheSameInstanceIfAllDoes() {
        EventBatch batch = batch("a", "b", "c", "d").subBatch(0, 3);
        Event other = Event.of("B!");

        assertThat(batch.map(UnaryOperator.identity())).isSameAs(batch);
        EventBatch mapped = batch.map(event -> event == batch.get(1) ? other : event);
        assertThat(bodies(mapped)).containsExactly("a", "B!", "c");
        assertThat(mapped.get(0)).isSameAs(batch.get(0));
        assertThat(mapped.get(2)).isSameAs(batch.get(2));
        assertThat(bodies(batch)).containsExactly("a", "b", "c");
    }

    @Test
    void mapLeavesOutEventsWithoutResultAndAsksOnceForEach() {
        EventBatch batch = batch("a", "b", "c", "d");
        List<String> asked = new ArrayList<>();

        EventBatch mapped = batch.map(event -> {
            asked.add(event.bodyAsString(UTF_8));
            return asked.size() % 2 == 1 ? null : event;
        });
        assertThat(bodies(mapped)).containsExactly("b", "d");
        assertThat(mapped.bytes()).isEqualTo(2);
        assertThat(asked).containsExactly("a", "b", "c", "d");
        assertThat(batch.map(event -> null)).isSameAs(EventBatch.EMPTY);
    }

    @Test
    void compactKeepsEveryByteAndLetsGoOfTheBlock() {
        Random random = new Random(7);
        byte[] block = new byte[1 << 20];
        random.nextBytes(block);
        EventBatch.Builder builder = new EventBatch.Builder(1);
        for (int i = 0; i < 20; i++) {
            builder.add(Event.slice(Headers.of("i", "" + i), block, random.nextInt(1 << 19), random.nextInt(300), i));
        }
        EventBatch batch = builder.build();
        EventBatch compact = batch.compact();

        assertThat(compact.size()).isEqualTo(20);
        for (int i = 0; i < 20; i++) {
            assertThat(compact.get(i).body()).isEqualTo(batch.get(i).body());
            assertThat(compact.get(i).headers()).isSameAs(batch.get(i).headers());
            assertThat(compact.get(i).receivedAt()).isEqualTo(i);
            assertThat(compact.get(i).array()).hasSize((int) batch.bytes());
        }
        assertThat(compact.compact()).isSameAs(compact);
    }

    @Test
    void compactLeavesABatchThatPinsLittleMoreThanItsBytes() {
        EventBatch small = batch("a", "b");
        assertThat(small.compact()).isSameAs(small);

        byte[] block = new byte[10_000];
        EventBatch most = EventBatch.of(Event.slice(Headers.EMPTY, block, 0, 4000, 0),
                Event.slice(Headers.EMPTY, block, 4000, 4000, 0));
        assertThat(most.compact()).isSameAs(most);
    }

    @Test
    void builderStartsAfreshAfterABuild() {
        EventBatch.Builder builder = new EventBatch.Builder(1).add(Event.of("a")).add(Event.of("bc"));
        assertThat(builder.size()).isEqualTo(2);
        assertThat(builder.bytes()).isEqualTo(3);

        EventBatch first = builder.build();
        assertThat(builder.isEmpty()).isTrue();
        EventBatch second = builder.add(Event.of("d")).build();
        assertThat(bodies(first)).containsExactly("a", "bc");
        assertThat(bodies(second)).containsExactly("d");
        assertThat(builder.build()).isSameAs(EventBatch.EMPTY);
    }
}
