/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.serializer.EventSerializers;
import org.flumecamel.testkit.OddBodies;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonSerializerTest {

    private final CamelContext context = new DefaultCamelContext();

    private String json(Event... events) throws Exception {
        return new String(Output.of(context, "json", Map.of(), EventBatch.of(events)), StandardCharsets.UTF_8);
    }

    @Test
    void anEventIsALine() throws Exception {
        Headers headers = Headers.of("host", "n1").with("path", "C:\\\"\n");
        assertThat(json(Event.of(headers, "one \"ä€\uD83D\uDE00\"\t\n".getBytes(StandardCharsets.UTF_8)), Event.of(""),
            Event.of(headers, new byte[] { 'a', (byte) 0xFF }))).isEqualTo(
                "{\"headers\":{\"host\":\"n1\",\"path\":\"C:\\\\\\\"\\n\"},\"body\":\"one \\\"ä€\uD83D\uDE00\\\"\\t\\n\"}\n"
                + "{\"headers\":{},\"body\":\"\"}\n"
                + "{\"headers\":{\"host\":\"n1\",\"path\":\"C:\\\\\\\"\\n\"},\"bodyBase64\":\"Yf8=\"}\n");
    }

    @Test
    void oddBodiesComeBack() throws Exception {
        List<byte[]> bodies = new ArrayList<>(OddBodies.all());
        bodies.add("€".repeat(3000).getBytes(StandardCharsets.UTF_8));
        bodies.add(("€".repeat(3000) + "\uFFFD").getBytes(StandardCharsets.UTF_16));
        String text = json(bodies.stream().map(Event::of).toArray(Event[]::new));
        List<byte[]> read = new ArrayList<>();
        for (String line : text.split("\n")) {
            JsonNode event = new ObjectMapper().readTree(line);
            read.add(event.has("body") ? event.get("body").textValue().getBytes(StandardCharsets.UTF_8)
                : event.get("bodyBase64").binaryValue());
        }
        assertThat(OddBodies.equal(read, bodies)).isTrue();
    }

    @Test
    void aHeaderThatIsNoTextDoesNoHarm() throws Exception {
        assertThat(json(Event.of(Headers.of("half", "a\uD83D"), new byte[0]))).isEqualTo("{\"headers\":{\"half\":\"a?\"},"
                                                                                        + "\"body\":\"\"}\n");
    }

    @Test
    void anUnknownOptionStopsTheStart() {
        assertThatThrownBy(() -> EventSerializers.of(context, "JSON", Map.of("pretty", "true")))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("serializer.pretty is unknown");
    }
}
