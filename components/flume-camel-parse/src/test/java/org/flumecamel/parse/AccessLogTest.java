/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.time.OffsetDateTime;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class AccessLogTest extends ParserTestSupport {

    static final String COMMON = "192.0.2.7 - frank [10/Oct/2000:13:55:36 -0700] \"GET /a.gif?x=1 HTTP/1.0\" 200 2326";
    static final String COMBINED = COMMON + " \"http://example.com/start\" \"Mozilla/4.08 [en] (Win98; \\\"I\\\")\"";

    @Test
    void readsTheCommonFormat() throws Exception {
        start("access_log");
        assertThat(headersOf(COMMON)).containsExactly(entry("client", "192.0.2.7"), entry("user", "frank"),
                entry("method", "GET"), entry("path", "/a.gif?x=1"), entry("protocol", "HTTP/1.0"), entry("status", "200"),
                entry("bytes", "2326"), entry("timestamp", "971211336000"));
    }

    @Test
    void readsTheCombinedFormat() throws Exception {
        start("access_log", "include", "referrer, agent,extra");
        assertThat(headersOf(COMBINED + " \"203.0.113.9\" 0.012\r")).containsExactly(
                entry("referrer", "http://example.com/start"), entry("agent", "Mozilla/4.08 [en] (Win98; \\\"I\\\")"),
                entry("extra", "\"203.0.113.9\" 0.012"), entry("timestamp", "971211336000"));
    }

    @Test
    void makesJson() throws Exception {
        start("access_log", "target", "body", "fields.client", "source.ip", "original", "message");
        Event out = send(COMBINED);
        assertThat(text(out)).isEqualTo("{\"@timestamp\":\"2000-10-10T20:55:36.000Z\",\"source.ip\":\"192.0.2.7\","
                + "\"user\":\"frank\",\"method\":\"GET\",\"path\":\"/a.gif?x=1\",\"protocol\":\"HTTP/1.0\",\"status\":200,"
                + "\"bytes\":2326,\"referrer\":\"http://example.com/start\","
                + "\"agent\":\"Mozilla/4.08 [en] (Win98; \\\\\\\"I\\\\\\\")\","
                + "\"message\":\"" + COMBINED.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
        assertThat(out.headers()).containsExactly(entry("timestamp", "971211336000"));
    }

    @Test
    void keepsRequestsThatAreNone() throws Exception {
        start("access_log", "include", "method,path,protocol,request");
        assertThat(headersOf(withRequest("\\x16\\x03\\x01"))).containsEntry("request", "\\x16\\x03\\x01").hasSize(2);
        assertThat(headersOf(withRequest("GET /"))).contains(entry("method", "GET"), entry("path", "/")).hasSize(3);
        assertThat(headersOf(withRequest("GET /a b HTTP/1.1"))).contains(entry("path", "/a b")).hasSize(4);
        assertThat(headersOf(withRequest("-"))).hasSize(1);
        assertThat(headersOf(withRequest(""))).hasSize(1);
    }

    private static String withRequest(String request) {
        return "::1 - - [10/Oct/2000:13:55:36 +0200] \"" + request + "\" 400 -";
    }

    @ParameterizedTest
    @CsvSource({ "29/Feb/2024:23:59:60 +0000, 2024-03-01T00:00:00Z", "01/Jan/1969:00:00:00 -0330, 1969-01-01T03:30:00Z",
        "31/Dec/9999:23:59:59 +1400, 9999-12-31T09:59:59Z" })
    void readsTimes(String written, String time) throws Exception {
        start("access_log", "include", "status");
        assertThat(headersOf(COMMON.replace("10/Oct/2000:13:55:36 -0700", written)))
                .containsEntry("timestamp", String.valueOf(OffsetDateTime.parse(time).toInstant().toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "''|no client", "x|no client", "a b|no identity", "a b c|no user",
        "a - - [30/Feb/2024:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1|no such day",
        "a - - [30/Foo/2024:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1|no such month",
        "a - - [01/Jan/2024:24:00:00 +0000] \"GET / HTTP/1.1\" 200 1|no such time",
        "a - - [01/Jan/2024:00:00:00 +9900] \"GET / HTTP/1.1\" 200 1|no such time zone",
        "a - - [2024-01-01] \"GET / HTTP/1.1\" 200 1|no / after the day",
        "a - - [01/Jan/2024:00:00:00 +0000] \"GET / HTTP/1.1|no quotation mark after the request",
        "a - - [01/Jan/2024:00:00:00 +0000] \"GET / HTTP/1.1\" 20 1|no number as status",
        "a - - [01/Jan/2024:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1x|no '  'after the size",
        "a - - [01/Jan/2024:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1 \"r\"|no '  \"' after the referrer",
        "a - - [01/Jan/2024:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1 \"r\" \"cut|no quotation mark after the user agent" })
    void marksAndKeepsOtherLines(String line, String reason) throws Exception {
        start("access_log", "target", "body");
        assertThat(headersOf(line).get("parse_error")).isEqualToIgnoringWhitespace(reason.replace("'", ""));
    }

    @Test
    void leavesHeadersOfTheEventAloneOnRequest() throws Exception {
        start("access_log", "preserveExisting", "true", "headerPrefix", "http.", "headerName", "at");
        Event event = Event.of(Map.of("http.client", "before", "timestamp", "1"), COMMON.getBytes(ISO_8859_1));
        assertThat(send(event).headers()).contains(entry("http.client", "before"), entry("http.status", "200"),
                entry("timestamp", "1"), entry("at", "971211336000"));
    }

    @Test
    void readsOtherCharacterSets() throws Exception {
        start("access_log", "charset", "ISO-8859-1", "target", "body");
        assertThat(json(send(Event.of(COMMON.replace("frank", "J\u00f6rg").getBytes(ISO_8859_1)))).get("user").asText())
                .isEqualTo("J\u00f6rg");
    }

    @Test
    void sharesTheHeadersOfMarkedNeighbours() throws Exception {
        start("access_log", "errorHeader", "odd");
        EventBatch out = send(EventBatch.of(Event.of("x"), Event.of("y"), Event.of(COMMON), Event.of("z")));
        assertThat(out).hasSize(4).extracting(event -> event.headers().get("odd"))
                .containsExactly("no client", "no client", null, "no client");
        Headers first = out.get(0).headers();
        assertThat(out.get(1).headers()).isSameAs(first);
        assertThat(out.get(0).array()).isEqualTo("x".getBytes(ISO_8859_1));
    }
}
