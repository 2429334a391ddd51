/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class GrokTest extends ParserTestSupport {

    private static final String LINE = "2026-11-25T12:00:00Z WARN [main] order AB12 took 1.5 s";
    private static final String EXPRESSION
            = "^%{TIMESTAMP_ISO8601:time} %{LOGLEVEL:level} \\[%{DATA:thread}\\] order %{ORDER:order} took"
              + " %{NUMBER:took:float}";

    /** Takes exponential time on words without the colon behind them. */
    private static final String SLOW = "^(?<all>(?:\\w+\\s?)+):%{INT:n}";
    private static final String ENDLESS = "a".repeat(60) + "!:1";

    @Test
    void putsFieldsIntoHeaders() throws Exception {
        start("grok", "expression", EXPRESSION, "patterns.ORDER", "[A-Z]{2}\\d+", "timeField", "time", "include",
                "level,order,took");
        assertThat(headersOf(LINE)).containsOnly(entry("level", "WARN"), entry("order", "AB12"), entry("took", "1.5"),
                entry("timestamp", "1795608000000"));
    }

    @Test
    void makesJsonWithTheWholeLine() throws Exception {
        start("grok", "expression", EXPRESSION, "patterns.ORDER", "[A-Z]{2}\\d+", "timeField", "time", "target", "body");
        assertThat(json(send(LINE))).isEqualTo(json(Event.of("{\"@timestamp\":\"2026-11-25T12:00:00.000Z\",\"time\":"
                + "\"2026-11-25T12:00:00Z\",\"level\":\"WARN\",\"thread\":\"main\",\"order\":\"AB12\",\"took\":1.5,"
                + "\"message\":\"" + LINE + "\"}")));
    }

    @Test
    void aFieldWinsOverTheWholeLine() throws Exception {
        start("grok", "expression", "^%{WORD:level} %{GREEDYDATA:message}", "target", "body");
        assertThat(json(send("INFO all is well"))).isEqualTo(
                json(Event.of("{\"level\":\"INFO\",\"message\":\"all is well\"}")));
    }

    @Test
    void theTimeIsNotTakenByAField() throws Exception {
        start("grok", "expression", "%{COMMONAPACHELOG}", "timeField", "timestamp", "timePattern", "dd/MMM/yyyy:HH:mm:ss Z");
        assertThat(headersOf(AccessLogTest.COMMON)).contains(entry("timestamp", "971211336000"),
                entry("clientip", "192.0.2.7"));
    }

    @Test
    void marksAndKeepsWhatDoesNotMatch() throws Exception {
        start("grok", "expression", "^%{WORD:word}:%{NOTSPACE:count:int}$");
        assertThat(headersOf("nothing")).isEqualTo(error("no match"));
        assertThat(headersOf("a:x")).isEqualTo(error("a field is not of its type"));
        assertThat(headersOf("a:7")).isEqualTo(Map.of("word", "a", "count", "7"));
    }

    @Test
    void givesUpMatchingThatTakesTooLong() throws Exception {
        start("grok", "expression", SLOW, "matchTimeout", "50");
        List<Event> events = new ArrayList<>(List.of(Event.of("aa:7"), Event.of(ENDLESS), Event.of("aaa:7")));
        EventBatch out = send(EventBatch.of(events));
        assertThat(out).hasSize(3);
        assertThat(out.get(0).headers()).containsEntry("all", "aa");
        assertThat(out.get(1).headers()).isEqualTo(error("matching took longer than 50 ms"));
        assertThat(text(out.get(1))).isEqualTo(ENDLESS);
        assertThat(out.get(2).headers()).containsEntry("all", "aaa");
    }

    @Test
    void theLimitRunsAgainAfterARestart() throws Exception {
        start("grok", "expression", SLOW, "matchTimeout", "50");
        context.getRouteController().stopRoute("source");
        context.getRouteController().startRoute("source");
        assertThat(send(ENDLESS).headers()).isEqualTo(error("matching took longer than 50 ms"));
    }
}
