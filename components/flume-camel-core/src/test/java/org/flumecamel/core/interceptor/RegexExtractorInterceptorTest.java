/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.flumecamel.core.CapturedLog;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegexExtractorInterceptorTest extends InterceptorTestSupport {

    private static String millis(LocalDateTime time) {
        return Long.toString(time.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
    }

    @Test
    void putsTheGroupsOfTheFirstMatchIntoHeaders() throws Exception {
        start("regex_extractor", "regex", "(\\d):(\\d):(\\d)", "serializers", "s1 s2",
                "serializers.s1.name", "one", "serializers.s2.name", "two");
        assertThat(intercept(event("1:2:3.4foobar5 7:8:9", "env", "test")).headers())
                .isEqualTo(headers("env", "test", "one", "1", "two", "2"));
    }

    @Test
    void anEventWithoutMatchPassesAsItIs() throws Exception {
        start("regex_extractor", "regex", "id=(\\d+)", "serializers", "my-id", "serializers.my-id.name", "id");
        EventBatch batch = EventBatch.of(event("id=x"), event("id="));
        assertThat(intercept(batch)).isSameAs(batch);
    }

    @Test
    void aGroupThatTookNoPartSetsNoHeader() throws Exception {
        start("regex_extractor", "regex", "a(b)?(c)", "serializers", "s1,s2",
                "serializers.s1.name", "b", "serializers.s2.name", "c");
        assertThat(intercept(event("ac", "b", "before")).headers()).isEqualTo(headers("b", "before", "c", "c"));
    }

    @Test
    void eventsWithTheSameValuesShareTheirHeaders() throws Exception {
        start("regex_extractor", "regex", "^(\\w+)", "serializers", "s", "serializers.s.name", "level");
        EventBatch batch = intercept(EventBatch.of(event("INFO a"), event("INFO b"), event("WARN c"), event("INFO d")));
        assertThat(batch).extracting(event -> event.headers().get("level")).containsExactly("INFO", "INFO", "WARN", "INFO");
        assertThat(batch.get(1).headers()).isSameAs(batch.get(0).headers()).isSameAs(batch.get(3).headers());
    }

    /** Only so many are remembered. */
    @Test
    void everyEventGetsItsOwnValuesHoweverManyThereAre() throws Exception {
        start("regex_extractor", "regex", "^(\\w+)", "serializers", "s", "serializers.s.name", "id");
        List<String> ids = IntStream.range(0, 2000).mapToObj(i -> "id" + i % 700).toList();
        EventBatch batch = intercept(EventBatch.of(ids.stream().map(id -> event(id + " x")).toList()));
        assertThat(batch).extracting(event -> event.headers().get("id")).isEqualTo(ids);
    }

    @Test
    void millisReadsADateInTheZoneOfTheMachine() throws Exception {
        start("regex_extractor", "regex", "^(\\S+ \\S+)", "serializers", "s1", "serializers.s1.name", "timestamp",
                "serializers.s1.type", "org.apache.flume.interceptor.RegexExtractorInterceptorMillisSerializer",
                "serializers.s1.pattern", "yyyy-MM-dd HH:mm");
        assertThat(intercept(event("2012-10-17 14:34:44,338 x")).headers()).isEmpty();
        assertThat(intercept(event("2012-10-17 14:34")).headers())
                .containsOnly(Map.entry("timestamp", millis(LocalDateTime.of(2012, 10, 17, 14, 34))));
    }

    @Test
    void millisReadsAZoneAndEnglishNamesInAnyCase() throws Exception {
        start("regex_extractor", "regex", "\\[([^]]+)]", "serializers", "s1", "serializers.s1.name", "timestamp",
                "serializers.s1.type", "millis", "serializers.s1.pattern", "dd/MMM/yyyy:HH:mm:ss Z");
        long expected = ZonedDateTime.parse("2000-10-10T13:55:36-07:00").toInstant().toEpochMilli();
        assertThat(intercept(event("[10/Oct/2000:13:55:36 -0700]")).headers())
                .containsOnly(Map.entry("timestamp", Long.toString(expected)));
        assertThat(intercept(event("[10/OCT/2000:13:55:36 -0700]")).headers())
                .containsOnly(Map.entry("timestamp", Long.toString(expected)));
    }

    @Test
    void millisTakesTheBeginningOfTheYear2000ForWhatThePatternLacks() throws Exception {
        start("regex_extractor", "regex", "(.+)", "serializers", "s1", "serializers.s1.name", "t",
                "serializers.s1.type", "MILLIS", "serializers.s1.pattern", "MMM d HH:mm:ss");
        assertThat(intercept(event("Feb 29 23:59:59")).headers())
                .containsOnly(Map.entry("t", millis(LocalDateTime.of(2000, 2, 29, 23, 59, 59))));
    }

    @Test
    void aDateThatDoesNotFitSetsNoHeaderAndIsReportedOnce() throws Exception {
        start("regex_extractor", "regex", "(.+)", "serializers", "s1", "serializers.s1.name", "t",
                "serializers.s1.type", "MILLIS", "serializers.s1.pattern", "yyyy");
        try (CapturedLog log = new CapturedLog(MillisSerializer.class)) {
            EventBatch batch = EventBatch.of(event("soon"), event("later"));
            assertThat(intercept(batch)).allSatisfy(event -> assertThat(event.headers()).isEmpty());
            assertThat(log.messages()).hasSize(1).first().asString().startsWith("WARN").contains("Header t", "yyyy");
        }
        assertThat(intercept(event("1999")).headers())
                .containsOnly(Map.entry("t", millis(LocalDateTime.of(1999, 1, 1, 0, 0))));
    }

    @Test
    void moreSerializersThanGroupsAreReported() throws Exception {
        try (CapturedLog log = new CapturedLog(InterceptorFactory.class)) {
            start("regex_extractor", "regex", "(a)", "serializers", "s1 s2", "serializers.s1.name", "one",
                    "serializers.s2.name", "two");
            assertThat(log.messages()).hasSize(1).first().asString().contains("1 capture groups for 2 serializers");
        }
        assertThat(intercept(event("a")).headers()).isEqualTo(headers("one", "a"));
    }
}
