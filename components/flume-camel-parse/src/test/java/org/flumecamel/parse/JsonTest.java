/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class JsonTest extends ParserTestSupport {

    private static final String LINE = " {\"time\":\"2026-11-25 12:00:00,250\",\"a\":{\"b\":1.0,\"c\":{\"d\":\"\\u00e9\"}},"
                                       + "\"l\":[1, {\"x\":null}],\"n\":null,\"y\":true} ";

    @Test
    void putsFieldsIntoHeaders() throws Exception {
        start("json", "timeField", "time", "timePattern", "yyyy-MM-dd HH:mm:ss,SSS", "timeZone", "Europe/Vienna");
        assertThat(headersOf(LINE)).containsExactly(entry("time", "2026-11-25 12:00:00,250"), entry("a.b", "1.0"),
                entry("a.c.d", "\u00e9"), entry("l", "[1,{\"x\":null}]"), entry("y", "true"),
                entry("timestamp", "1795604400250"));
    }

    @Test
    void leavesABodyThatIsJsonAlone() throws Exception {
        start("json", "target", "body", "timeField", "time", "timePattern", "yyyy-MM-dd HH:mm:ss,SSS", "timeZone", "UTC");
        byte[] block = ("x" + LINE + "x").getBytes(UTF_8);
        Event event = Event.slice(Headers.EMPTY, block, 1, block.length - 2, 5);
        Event out = send(event);
        assertThat(out.array()).isSameAs(block);
        assertThat(out.headers()).containsExactly(entry("timestamp", "1795608000250"));
        assertThat(send(Event.of("[]")).headers()).isEqualTo(error("no JSON object"));
    }

    @Test
    void writesChosenFieldsOnly() throws Exception {
        start("json", "target", "body", "include", "a.b,l,y", "fields.a.b", "b");
        assertThat(text(send(LINE))).isEqualTo("{\"b\":1.0,\"l\":[1,{\"x\":null}],\"y\":true}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "''|no JSON object", "7|no JSON object", "plain text|no JSON",
        "{\"a\":1|no JSON", "{\"a\":1}}|no JSON", "{\"a\":1} {\"a\":2}|more than one JSON value", "{a:1}|no JSON",
        "{\"a\":NaN}|no JSON", "{\"a\":01}|no JSON", "{\"a\":\"\\x\"}|no JSON", "{\"skipped\":\"\\x\"}|no JSON" })
    void marksAndKeepsOtherBodies(String line, String reason) throws Exception {
        start("json", "include", "a");
        assertThat(headersOf(line)).isEqualTo(error(reason));
    }

    @Test
    void boundsDepth() throws Exception {
        start("json");
        assertThat(headersOf("{\"a\":".repeat(5000) + "1" + "}".repeat(5000))).isEqualTo(error("no JSON"));
        assertThat(headersOf("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}")).isEqualTo(error("no JSON"));
    }

    @Test
    void dataNeitherReplacesHeadersNorMarks() throws Exception {
        start("json", "timeField", "timestamp", "timePattern", "UNIX_MS");
        Event event = Event.of(Map.of("host", "h1"),
                "{\"host\":\"evil\",\"parse_error\":\"x\",\"timestamp\":1e3}".getBytes(UTF_8));
        assertThat(send(event).headers()).isEqualTo(Map.of("host", "h1", "timestamp", "1000"));
    }
}
