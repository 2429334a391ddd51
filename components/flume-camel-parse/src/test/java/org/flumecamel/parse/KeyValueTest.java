/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.Map;

import org.flumecamel.core.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class KeyValueTest extends ParserTestSupport {

    @Test
    void readsLogfmt() throws Exception {
        start("key_value", "timeField", "ts");
        assertThat(headersOf("ts=2026-11-25T12:00:00.5Z level=info  msg=\"said \\\"hi\\\"\\n\\u00e9 \\x\" took=1.5 empty= retry"
                             + " url=/?a=b"))
                .containsExactly(entry("ts", "2026-11-25T12:00:00.5Z"), entry("level", "info"),
                        entry("msg", "said \"hi\"\n\u00e9 x"), entry("took", "1.5"), entry("empty", ""), entry("retry", "true"),
                        entry("url", "/?a=b"), entry("timestamp", "1795608000500"));
    }

    @Test
    void makesJsonWithNumbers() throws Exception {
        start("key_value", "target", "body", "timeField", "t", "timePattern", "UNIX", "include", "a,b,c,d,e,f,g,h,i");
        assertThat(text(send("t=1.5 a=1 b=-0.50 c=007 d=1e5 e=123456789012345678901 f=true g=\"1\" h=. i=1. j=1"))).isEqualTo(
                "{\"@timestamp\":\"1970-01-01T00:00:01.500Z\",\"a\":1,\"b\":-0.50,\"c\":\"007\",\"d\":\"1e5\","
                + "\"e\":\"123456789012345678901\",\"f\":true,\"g\":\"1\",\"h\":\".\",\"i\":\"1.\"}");
    }

    @Test
    void takesOtherSeparators() throws Exception {
        start("key_value", "fieldSeparator", ";", "valueSeparator", ":", "fields.user-agent", "ua");
        assertThat(headersOf("a: b c ; d:1;; user-agent:\"x;y\" ;")).containsExactly(entry("a", " b c"), entry("d", "1"),
                entry("ua", "x;y"));
    }

    @Test
    void theLastOfSeveralCounts() throws Exception {
        start("key_value", "target", "body");
        assertThat(text(send("a=1 b=2 a=3"))).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "''|no name=value", "just words|no name=value",
        "=x|a value has no name", "a=1 = 2|a value has no name", "a=\"open|no quotation mark after the value",
        "a=\"b\"c|text after a quoted value", "a=1 \"b=2\"|a quotation mark in a name", "t=soon|its time cannot be read",
        "t=+999999999-12-31T00:00Z|its time cannot be read", "a=1 b=2 c=3 d=4|more than 3 fields",
        "a=1234567890123456789012345|a field is longer than 24",
        "abcdefghijklmnopqrstuvwxy=1|a field is longer than 24",
        "a=1 b=2 a=1 b=2 a=1 b=2 a=1 b=2|longer than 30 bytes" })
    void marksAndKeepsOtherLines(String line, String reason) throws Exception {
        start("key_value", "timeField", "t", "maxFields", "3", "maxFieldLength", "24", "maxLength", "30");
        assertThat(headersOf(line)).isEqualTo(error(reason));
    }

    @Test
    void fieldsNeitherReplaceHeadersNorMark() throws Exception {
        start("key_value");
        Event event = Event.of(Map.of("host", "h1"), "host=evil parse_error=x a=1".getBytes(UTF_8));
        assertThat(send(event).headers()).containsExactly(entry("host", "h1"), entry("a", "1"));
    }
}
