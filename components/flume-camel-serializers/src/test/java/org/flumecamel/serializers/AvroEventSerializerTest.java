/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.serializer.EventSerializers;
import org.flumecamel.testkit.OddBodies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AvroEventSerializerTest {

    private final CamelContext context = new DefaultCamelContext();

    @Test
    void headersAndBodiesAreThere() throws Exception {
        byte[] block = "xonetwox".getBytes();
        Headers shared = Headers.of(Map.of("host", "n1")).with("app", "ä\uD83D\uDE00");
        EventBatch first = EventBatch.of(Event.slice(shared, block, 1, 3, 0), Event.slice(shared, block, 4, 3, 0));
        List<Object> found = Output.avro(Output.of(context, "avro_event", Map.of(), first, EventBatch.of(Event.of("three"))));
        assertThat(found.get(0)).hasToString("""
            {"type":"record","name":"Event","fields":[{"name":"headers","type":{"type":"map","values":"string"}},""" + """
            {"name":"body","type":"bytes"}]}""");
        assertThat(found).hasSize(5);
        GenericRecord two = (GenericRecord) found.get(3);
        assertThat(two.get("headers")).isEqualTo(Map.of(new Utf8("host"), new Utf8("n1"), new Utf8("app"),
            new Utf8("ä\uD83D\uDE00")));
        assertThat(two.get("body")).isEqualTo(ByteBuffer.wrap("two".getBytes()));
        assertThat(((GenericRecord) found.get(4)).get("headers")).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "deflate", "zstandard" })
    void oddBodiesComeBackWithEveryCodec(String codec) throws Exception {
        List<byte[]> bodies = OddBodies.all();
        List<Object> found = Output.avro(Output.of(context,
            "org.apache.flume.serialization.FlumeEventAvroEventSerializer$Builder",
            Map.of("compressionCodec", codec, "syncIntervalBytes", "100"),
            EventBatch.of(bodies.stream().map(Event::of).toList())));
        assertThat(found.get(1)).isEqualTo(codec);
        List<byte[]> read = found.stream().skip(2).map(event -> (ByteBuffer) ((GenericRecord) event).get("body"))
            .map(ByteBuffer::array).toList();
        assertThat(OddBodies.equal(read, bodies)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "compressionCodec;rar;must be null, deflate",
        "compressionCodec;xz;the jar it needs must be there", "syncIntervalBytes;1;from 32 to",
        "syncIntervalBytes;x;from 32 to", "appendNewline;true;compressionCodec, syncIntervalBytes" })
    void wrongOptionsStopTheStart(String option, String value, String message) {
        assertThatThrownBy(() -> EventSerializers.of(context, "AVRO_EVENT", Map.of(option, value)))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("serializer." + option)
            .hasMessageContaining(message);
    }
}
