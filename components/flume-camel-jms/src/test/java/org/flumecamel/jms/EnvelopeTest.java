/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.testkit.OddBodies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnvelopeTest {

    private static final Headers HOST = Headers.of(Map.of("host", "web-1", "größe", "\u65e5\u672c \ud83d\ude00"));

    private static EventBatch mixed() {
        List<Event> events = new ArrayList<>();
        OddBodies.all().forEach(body -> events.add(Event.of(body)));
        for (int i = 0; i < 300; i++) {
            Headers headers = i % 3 == 0 ? HOST : i % 3 == 1 ? Headers.of("n", "" + i) : Headers.EMPTY;
            events.add(Event.of(headers, ("line " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return EventBatch.of(events);
    }

    private static byte[] bytes(Envelope.Encoded encoded) {
        return java.util.Arrays.copyOf(encoded.array(), encoded.length());
    }

    private static void assertSame(EventBatch actual, EventBatch expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).body()).isEqualTo(expected.get(i).body());
            assertThat(actual.get(i).headers()).isEqualTo(expected.get(i).headers());
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void carriesABatch(Compression compression) throws Exception {
        Envelope decoded = Envelope.decode(bytes(Envelope.encode(mixed(), "agent-1/42", compression)));
        assertSame(decoded.batch(), mixed());
        assertThat(decoded.id()).isEqualTo("agent-1/42");
        assertThat(decoded.batch().get(0).receivedAt()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void carriesAnEmptyBatchWithoutId(Compression compression) throws Exception {
        Envelope decoded = Envelope.decode(bytes(Envelope.encode(EventBatch.EMPTY, null, compression)));
        assertThat(decoded.batch().isEmpty()).isTrue();
        assertThat(decoded.id()).isNull();
    }

    @Test
    void leavesAsItIsWhatCompressionWouldMakeLarger() throws Exception {
        byte[] noise = new byte[10_000];
        new Random(3).nextBytes(noise);
        EventBatch batch = EventBatch.of(Event.of(noise));
        byte[] plain = bytes(Envelope.encode(batch, "id", Compression.NONE));
        for (Compression compression : Compression.values()) {
            byte[] message = bytes(Envelope.encode(batch, "id", compression));
            assertThat(message).hasSameSizeAs(plain);
            assertSame(Envelope.decode(message).batch(), batch);
        }
    }

    @Test
    void sharesEqualHeadersAndTheArrayOfTheBodies() throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(Event.of(Map.of("file", i % 2 == 0 ? "/a" : "/b"), new byte[] { (byte) i }));
        }
        byte[] message = bytes(Envelope.encode(EventBatch.of(events), null, Compression.NONE));
        EventBatch decoded = Envelope.decode(message).batch();
        assertThat(decoded.get(98).headers()).isSameAs(decoded.get(0).headers()).isEqualTo(Map.of("file", "/a"));
        assertThat(decoded.get(99).headers()).isSameAs(decoded.get(1).headers()).isEqualTo(Map.of("file", "/b"));
        assertThat(decoded.get(7).array()).isSameAs(message);
    }

    private static Schema schema() throws Exception {
        try (InputStream in = Envelope.class.getResourceAsStream("event-batch.avsc")) {
            return new Schema.Parser().parse(in);
        }
    }

    @Test
    void isReadByAvroWithThePublishedSchema() throws Exception {
        EventBatch batch = mixed();
        Envelope.Encoded encoded = Envelope.encode(batch, "id", Compression.NONE);
        int start = Envelope.HEAD + 2;
        List<GenericRecord> records = new GenericDatumReader<List<GenericRecord>>(schema()).read(null,
                DecoderFactory.get().binaryDecoder(encoded.array(), start, encoded.length() - start, null));
        assertThat(records).hasSize(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            assertThat((ByteBuffer) records.get(i).get("body")).isEqualTo(ByteBuffer.wrap(batch.get(i).body()));
            Map<String, String> headers = new java.util.HashMap<>();
            ((Map<?, ?>) records.get(i).get("headers")).forEach((k, v) -> headers.put(k.toString(), v.toString()));
            assertThat(headers).isEqualTo(batch.get(i).headers());
        }
    }

    /** Blocks with their length in bytes are what Avro's own blocking encoder writes. */
    @Test
    void readsWhatAvroWritesInBlocks() throws Exception {
        EventBatch batch = mixed();
        Schema schema = schema();
        GenericData.Array<GenericRecord> records = new GenericData.Array<>(batch.size(), schema);
        for (Event event : batch) {
            GenericRecord entry = new GenericData.Record(schema.getElementType());
            entry.put("headers", event.headers());
            entry.put("body", ByteBuffer.wrap(event.body()));
            records.add(entry);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
        new GenericDatumWriter<GenericData.Array<GenericRecord>>(schema).write(records, encoder);
        encoder.flush();
        EventBatch read = new AvroEventReader(out.toByteArray(), 0, out.size(), 1000, 5).read(batch.size());
        assertSame(read, batch);
    }

    /** An envelope around any bytes, with a checksum that is right. */
    private static byte[] forged(int compression, int events, int raw, byte[] payload) {
        ByteBuffer buffer = ByteBuffer.allocate(Envelope.HEAD + payload.length);
        buffer.putInt(0xF10E4542).put((byte) 1).put((byte) compression).putShort((short) 0).putInt(events).putInt(raw)
                .putLong(0).putInt(0).put(payload);
        CRC32C crc = new CRC32C();
        crc.update(buffer.array(), 0, 24);
        crc.update(buffer.array(), 28, buffer.capacity() - 28);
        return buffer.putInt(24, (int) crc.getValue()).array();
    }

    @Test
    void refusesCountsAndLengthsThatCannotBe() {
        byte[] huge = { (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F };
        byte[] hugeHeaders = { 2, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 0, 0, 0 };
        byte[] hugeBody = { 2, 0, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 0 };
        byte[] negativeBody = { 2, 0, 1, 0 };
        byte[] endless = new byte[20];
        java.util.Arrays.fill(endless, (byte) 0xFF);
        byte[] smallest = { 1, -1, -1, -1, -1, -1, -1, -1, -1, 1 };
        for (byte[] avro : List.of(huge, hugeHeaders, hugeBody, negativeBody, endless, smallest, new byte[0])) {
            assertThatThrownBy(() -> Envelope.decode(forged(0, 1, avro.length, avro)))
                    .isInstanceOf(CorruptEnvelopeException.class);
        }
        assertThatThrownBy(() -> Envelope.decode(forged(0, Integer.MAX_VALUE, 9, new byte[9])))
                .isInstanceOf(CorruptEnvelopeException.class).hasMessageContaining("claims");
        assertThatThrownBy(() -> Envelope.decode(forged(0, 1_000_000, 9, new byte[9])))
                .isInstanceOf(CorruptEnvelopeException.class).hasMessageContaining("announced");
        assertThatThrownBy(() -> Envelope.decode(forged(7, 1, 4, new byte[] { 2, 0, 0, 0 })))
                .isInstanceOf(CorruptEnvelopeException.class).hasMessageContaining("compression");
        assertThatThrownBy(() -> Envelope.decode(forged(-1, 1, 4, new byte[] { 2, 0, 0, 0 })))
                .isInstanceOf(CorruptEnvelopeException.class).hasMessageContaining("compression");
    }

    @Test
    void refusesADecompressionBomb() {
        byte[] zeros = new byte[1 << 20];
        for (Compression compression : List.of(Compression.LZ4, Compression.ZSTD)) {
            byte[] out = new byte[compression.bound(zeros.length)];
            byte[] payload = java.util.Arrays.copyOf(out, compression.compress(zeros, zeros.length, out, 0));
            System.arraycopy(out, 0, payload, 0, payload.length);
            // more than is announced does not fit, and what is announced is bounded
            assertThatThrownBy(() -> Envelope.decode(forged(compression.code(), 1, 100, payload)))
                    .isInstanceOf(CorruptEnvelopeException.class);
            assertThatThrownBy(() -> Envelope.decode(forged(compression.code(), 1, Integer.MAX_VALUE, payload)))
                    .isInstanceOf(CorruptEnvelopeException.class).hasMessageContaining("claims");
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void findsEveryFlippedBitAndEveryCut(Compression compression) {
        byte[] message = bytes(Envelope.encode(EventBatch.of(Event.of(HOST, new byte[] { 1, 2, 3 }), Event.of("x")), "id",
                compression));
        for (int bit = 0; bit < message.length * 8; bit++) {
            byte[] damaged = message.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Envelope.decode(damaged)).isInstanceOf(CorruptEnvelopeException.class);
        }
        for (int length = 0; length < message.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(message, length);
            assertThatThrownBy(() -> Envelope.decode(cut)).isInstanceOf(CorruptEnvelopeException.class);
        }
    }

    @Test
    void neverFailsInAnotherWayOnNoise() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] avro = new byte[random.nextInt(64)];
            random.nextBytes(avro);
            if (random.nextBoolean() && avro.length > 1) {
                avro[0] = (byte) (2 * (1 + random.nextInt(4)));
                avro[1] = 0;
            }
            byte[] message = forged(random.nextInt(3), random.nextInt(6), random.nextInt(200), avro);
            try {
                assertThat(Envelope.decode(message).batch()).isNotNull();
            } catch (CorruptEnvelopeException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void namesAnUnknownCompression() {
        assertThatIllegalArgumentException().isThrownBy(() -> Compression.named("gzip"))
                .withMessage("compression must be one of none, lz4, zstd, not gzip");
        assertThat(Compression.named("LZ4")).isEqualTo(Compression.LZ4);
        assertThat(Compression.named(null)).isEqualTo(Compression.NONE);
    }
}
