/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextSerializerTest {

    private final TextSerializer lines = new TextSerializer(Map.of());
    private final TextSerializer bodies = new TextSerializer(Map.of("appendNewline", "false"));

    /** Counts the calls. */
    private static final class CountingStream extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int calls;

        @Override
        public void write(int b) {
            calls++;
            bytes.write(b);
        }

        @Override
        public void write(byte[] array, int offset, int length) {
            calls++;
            bytes.write(array, offset, length);
        }

        @Override
        public String toString() {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static Event slice(byte[] array, int from, int to) {
        return Event.slice(Headers.EMPTY, array, from, to - from, 0);
    }

    private static String written(EventSerializer serializer, EventBatch batch) throws Exception {
        CountingStream out = new CountingStream();
        serializer.write(batch, out);
        return out.toString();
    }

    @Test
    void neighbouringLinesAreWrittenWithOneCall() throws Exception {
        byte[] block = "one\n\ntwo\nthree\n".getBytes(StandardCharsets.US_ASCII);
        EventBatch batch = EventBatch.of(slice(block, 0, 3), slice(block, 4, 4), slice(block, 5, 8), slice(block, 9, 14));
        CountingStream out = new CountingStream();
        lines.write(batch, out);
        assertThat(out).hasToString("one\n\ntwo\nthree\n");
        assertThat(out.calls).isEqualTo(1);
    }

    @Test
    void whatIsNotALineFeedIsNotWritten() throws Exception {
        byte[] block = "one,two\r\nthree\nfour".getBytes(StandardCharsets.US_ASCII);
        EventBatch batch = EventBatch.of(slice(block, 0, 3), slice(block, 4, 7), slice(block, 9, 14), slice(block, 15, 19));
        assertThat(written(lines, batch)).isEqualTo("one\ntwo\nthree\nfour\n");
    }

    @Test
    void eventsLeftOutLeaveNothingBehind() throws Exception {
        byte[] block = "one\ntwo\nthree\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(written(lines, EventBatch.of(slice(block, 0, 3), slice(block, 8, 13)))).isEqualTo("one\nthree\n");
        assertThat(written(lines, EventBatch.of(slice(block, 8, 13), slice(block, 0, 3)))).isEqualTo("three\none\n");
        assertThat(written(lines, EventBatch.of(slice(block, 0, 3), slice(block, 0, 3)))).isEqualTo("one\none\n");
    }

    @Test
    void withoutLineFeedsOnlyAdjoiningBodiesAreJoined() throws Exception {
        byte[] block = "onetwo\nthree".getBytes(StandardCharsets.US_ASCII);
        EventBatch batch = EventBatch.of(slice(block, 0, 3), slice(block, 3, 6), slice(block, 7, 12));
        CountingStream out = new CountingStream();
        bodies.write(batch, out);
        assertThat(out).hasToString("onetwothree");
        assertThat(out.calls).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
    void anySlicesAreWrittenAsTheyAre(long seed) throws Exception {
        Random random = new Random(seed);
        byte[][] blocks = new byte[3][200];
        for (byte[] block : blocks) {
            for (int i = 0; i < block.length; i++) {
                block[i] = (byte) (random.nextInt(3) == 0 ? '\n' : 'a' + random.nextInt(3));
            }
        }
        List<Event> events = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        StringBuilder expectedBodies = new StringBuilder();
        int offset = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] block = blocks[random.nextInt(20) == 0 ? random.nextInt(3) : 0];
            offset = random.nextInt(10) == 0 ? random.nextInt(150) : Math.min(offset + random.nextInt(2), 150);
            int length = random.nextInt(5);
            Event event = slice(block, offset, offset + length);
            offset += length;
            events.add(event);
            expected.append(event.bodyAsString(StandardCharsets.ISO_8859_1)).append('\n');
            expectedBodies.append(event.bodyAsString(StandardCharsets.ISO_8859_1));
        }
        assertThat(written(lines, EventBatch.of(events))).isEqualTo(expected.toString());
        assertThat(written(bodies, EventBatch.of(events))).isEqualTo(expectedBodies.toString());
    }

    @Test
    void headersStandBeforeTheBody() throws Exception {
        Headers headers = Headers.of("host", "münchen").with("n", "1");
        EventBatch batch = EventBatch.of(Event.of(headers, "a".getBytes()), Event.of(headers, "b".getBytes()), Event.of("c"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HeaderAndTextSerializer(Map.of()).write(batch, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
            .isEqualTo("{host=münchen, n=1} a\n{host=münchen, n=1} b\n{} c\n");
        out.reset();
        new HeaderAndTextSerializer(Map.of("appendNewline", "false")).write(batch, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{host=münchen, n=1} a{host=münchen, n=1} b{} c");
    }

    @Test
    void onlyLinesCanBeRepaired() {
        assertThat(lines.endsEventsWithLineFeed()).isTrue();
        assertThat(bodies.endsEventsWithLineFeed()).isFalse();
    }
}
