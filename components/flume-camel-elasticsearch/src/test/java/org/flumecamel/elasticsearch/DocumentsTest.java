/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.flumecamel.core.Event;
import org.flumecamel.testkit.OddBodies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DocumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode written(Serializer serializer, Event event) throws Exception {
        return JSON.readTree(text(serializer, event));
    }

    private static String text(Serializer serializer, Event event) throws Exception {
        JsonBuffer out = new JsonBuffer(1);
        serializer.writer("id").write(event, out);
        String text = new String(out.copy(), StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("\n", "\r");
        return text;
    }

    private static Event event(String body, String... headers) {
        return ElasticsearchTestSupport.event(body, headers);
    }

    @ParameterizedTest
    @EnumSource(names = "JSON", mode = EnumSource.Mode.EXCLUDE)
    void everyBodyIsInItsDocumentByteForByte(Serializer serializer) throws Exception {
        String field = serializer == Serializer.LOGSTASH ? "@message" : serializer == Serializer.DYNAMIC ? "body" : "message";
        for (byte[] body : OddBodies.all()) {
            JsonNode document = written(serializer, Event.of(body));
            String decoded = new String(body, StandardCharsets.UTF_8);
            boolean isText = Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), body);
            assertThat(document.has(field + "_base64")).isEqualTo(!isText);
            if (isText) {
                assertThat(document.path(field).asText()).isEqualTo(decoded);
            } else {
                assertThat(Base64.getDecoder().decode(document.path(field + "_base64").asText())).isEqualTo(body);
            }
        }
    }

    @Test
    void textHasTimeMessageAndAFieldForEachHeader() throws Exception {
        assertThat(text(Serializer.TEXT,
            event("a \"b\"\té\u20ac\ud83d\ude00", "timestamp", "1772712000007", "id", "i1", "host", "n1")))
            .isEqualTo("{\"@timestamp\":\"2026-03-05T12:00:00.007Z\","
                + "\"message\":\"a \\\"b\\\"\\u0009é\u20ac\ud83d\ude00\",\"host\":\"n1\"}");
    }

    @Test
    void headersWithNamesThatSpoilADocumentAreRenamed() throws Exception {
        JsonNode document = written(Serializer.TEXT,
            event("b", "_id", "1", "message", "2", "@timestamp", "3", "", "4", "a..b", "5", ".c", "6", "timestamp", "soon"));
        assertThat(document.path("message").asText()).isEqualTo("b");
        assertThat(document.path("header__id").asText()).isEqualTo("1");
        assertThat(document.path("header_message").asText()).isEqualTo("2");
        assertThat(document.path("header_@timestamp").asText()).isEqualTo("3");
        assertThat(document.path("header_").asText()).isEqualTo("4");
        assertThat(document.path("a__b").asText()).isEqualTo("5");
        assertThat(document.path("_c").asText()).isEqualTo("6");
        assertThat(document.path("timestamp").asText()).isEqualTo("soon");
        assertThat(document.path("@timestamp").asText()).startsWith("20");
    }

    @Test
    void neighboursWithOtherHeadersHaveTheirOwn() throws Exception {
        DocumentWriter writer = Serializer.TEXT.writer(null);
        JsonBuffer out = new JsonBuffer(10);
        Event first = event("1", "h", "a");
        for (Event event : new Event[] { first, first.withBody("2".getBytes()), event("3", "h", "b"), event("4") }) {
            writer.write(event, out);
            out.raw('\n');
        }
        assertThat(new String(out.copy()).replaceAll("\"@timestamp\":\"[^\"]*\",", "")).isEqualTo(
            "{\"message\":\"1\",\"h\":\"a\"}\n{\"message\":\"2\",\"h\":\"a\"}\n"
            + "{\"message\":\"3\",\"h\":\"b\"}\n{\"message\":\"4\"}\n");
    }

    @Test
    void ecsKnowsHostAndFileAndLabelsTheRest() throws Exception {
        assertThat(text(Serializer.ECS, event("b", "timestamp", "0", "host", "n1", "file", "/var/log/a",
            "source.ip", "192.0.2.1", "app", "shop", "x.Y z", "v")))
            .isEqualTo("{\"@timestamp\":\"1970-01-01T00:00:00.000Z\",\"ecs.version\":\"8.11.0\","
                + "\"message\":\"b\",\"host.name\":\"n1\",\"log.file.path\":\"/var/log/a\",\"source.ip\":\"192.0.2.1\","
                + "\"labels\":{\"app\":\"shop\",\"x_Y z\":\"v\"}}");
    }

    @Test
    void logstashIsFlumesLayout() throws Exception {
        assertThat(text(Serializer.LOGSTASH,
            event("b", "timestamp", "-1", "host", "n1", "type", "t", "source", "s", "src_path", "p")))
            .isEqualTo("{\"@timestamp\":\"1969-12-31T23:59:59.999Z\",\"@message\":\"b\",\"@source\":\"s\","
                + "\"@type\":\"t\","
                + "\"@source_host\":\"n1\",\"@source_path\":\"p\",\"@fields\":{\"timestamp\":\"-1\",\"host\":\"n1\","
                + "\"type\":\"t\",\"source\":\"s\",\"src_path\":\"p\"}}");
    }

    @Test
    void dynamicIsFlumesLayout() throws Exception {
        assertThat(text(Serializer.DYNAMIC, event("b", "timestamp", "7", "host", "n1")))
            .isEqualTo("{\"body\":\"b\",\"timestamp\":\"7\",\"host\":\"n1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"a\":1,\"b\":[{\"c\":\"}\\n{\"}]}" })
    void jsonIsPassedThrough(String body) throws Exception {
        assertThat(text(Serializer.JSON, event(body))).isEqualTo(body);
    }

    @Test
    void jsonOfSeveralLinesBecomesOne() throws Exception {
        String body = "\r\n{\n  \"a\": \"x\\ny\",\r\n  \"b\": 2\n}\n";
        assertThat(written(Serializer.JSON, event(body))).isEqualTo(JSON.readTree(body));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "{", "}", "[1]", "\"{}\"", "12", "text {}", "{} text" })
    void whatIsNoObjectIsRefused(String body) {
        assertThatThrownBy(() -> text(Serializer.JSON, event(body))).isInstanceOf(RefusedDocumentException.class)
            .hasMessageContaining("not a JSON object");
    }
}
