/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventTest {

    private final byte[] block = "first,second,third".getBytes(UTF_8);

    @Test
    void isARangeOfASharedArray() throws IOException {
        Event event = Event.slice(Headers.EMPTY, block, 6, 6, 42);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        event.writeTo(out);

        assertThat(event.bodyAsString(UTF_8)).isEqualTo("second");
        assertThat(event.body()).isEqualTo("second".getBytes(UTF_8)).isEqualTo(out.toByteArray());
        assertThat(event.array()).isSameAs(block);
        assertThat(event.receivedAt()).isEqualTo(42);
    }

    @Test
    void refusesARangeOutsideTheArray() {
        assertThatThrownBy(() -> Event.slice(Headers.EMPTY, block, 10, 9, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Event.slice(Headers.EMPTY, block, -1, 2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void keepsTheRestWhenHeadersOrBodyChange() {
        Event event = Event.slice(Headers.of("k", "v"), block, 6, 6, 42);

        Event other = event.withBody(new byte[] { 1, 2 });
        assertThat(other.body()).containsExactly(1, 2);
        assertThat(other.headers()).isSameAs(event.headers());
        assertThat(other.receivedAt()).isEqualTo(42);

        Event bare = event.withHeaders(Headers.EMPTY);
        assertThat(bare.bodyAsString(UTF_8)).isEqualTo("second");
        assertThat(bare.receivedAt()).isEqualTo(42);
        assertThat(event.withHeaders(event.headers())).isSameAs(event);
    }

    @Test
    void takesNullForAnEmptyBody() {
        assertThat(Event.of((byte[]) null).length()).isZero();
        assertThat(Event.of(Map.of("a", "b"), null).body()).isEmpty();
    }

    @Test
    void textFormNamesTheLengthAndNeverTheBody() {
        assertThat(Event.of(Map.of("k", "v"), "secret".getBytes(UTF_8)))
                .hasToString("[Event headers = {k=v}, body.length = 6 ]");
    }

    @Test
    void itsPlaceInTheBatchOfItsSourceStaysWithIt() {
        Event event = Event.slice(Headers.EMPTY, new byte[10], 2, 5, 3, 42);
        assertThat(event.ordinal()).isEqualTo(3);
        assertThat(event.withHeaders(Headers.of("k", "v")).ordinal()).isEqualTo(3);
        assertThat(event.withBody(new byte[] { 1 }).ordinal()).isEqualTo(3);
        EventBatch compacted = EventBatch.of(Event.slice(Headers.EMPTY, new byte[100_000], 2, 5, 3, 42)).compact();
        assertThat(compacted.get(0).array()).hasSize(5);
        assertThat(compacted.get(0).ordinal()).isEqualTo(3);
        assertThat(Event.of("one").ordinal()).isEqualTo(Event.UNNUMBERED);
    }
}
