/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What is wrong with an interceptor stops the start, and the message says what to do. */
class InterceptorStartTest extends InterceptorTestSupport {

    @ParameterizedTest
    @ValueSource(strings = { "timestamp", "TIMESTAMP", "host", "static", "remove_header", "Regex_Filter",
        "org.apache.flume.interceptor.HostInterceptor$Builder",
        "org.apache.flume.interceptor.RegexFilteringInterceptor$Builder",
        "org.apache.flume.interceptor.RemoveHeaderInterceptor$Builder" })
    void takesFlumesNames(String type) {
        assertThatCode(() -> start(type)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "timestmp|a|b|there is no interceptor timestmp, only timestamp, host, static, remove_header, regex_filter",
        "com.acme.Mine|a|b|flume-interceptor:custom?interceptor=#class:com.acme.Mine",
        "host|regex|x|interceptor host has no option regex, which belongs to regex_filter, regex_extractor; it has useIP",
        "host|header-name|x|interceptor host has no option headerName, which belongs to timestamp",
        "static|serializers.s1.name|x|interceptor static has no option serializers.s1.name, which belongs to",
        "timestamp|headrName|x|flume-interceptor has no option headrName",
        "timestamp|preserveExisting|maybe|preserveExisting",
        "search_replace|replaceString|x|interceptor search_replace needs the option searchPattern",
        "search_replace|searchPattern|[a|searchPattern is not a regular expression: Unclosed character class near index 1",
        "regex_extractor|serializers|s1|interceptor regex_extractor needs the option regex",
        "regex_extractor|regex|(a)|interceptor regex_extractor needs the option serializers",
        "regex_filter|regex|(a|regex is not a regular expression: Unclosed group",
        "regex_filter|charset|UTF-9|charset must be a character set such as UTF-8 or ISO-8859-1, not UTF-9",
        "remove_header|matching|*|matching is not a regular expression",
        "custom|interceptor||interceptor custom needs the option interceptor",
        "custom|interceptor|#nobody|nobody" })
    void saysWhatIsWrong(String type, String option, String value, String message) {
        Throwable failure = catchThrowable(() -> start(type, value == null ? new String[0] : new String[] { option, value }));
        assertThat(failure).hasStackTraceContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "$2|replaceString $2 does not fit searchPattern (a)(?i)b: No group 2",
        "a\\|does not fit searchPattern",
        "${name}|No group with name {name}" })
    void tellsAReplacementThatCannotWork(String replaceString, String message) {
        assertThat(catchThrowable(() -> start("search_replace", "searchPattern", "(a)(?i)b", "replaceString", replaceString)))
                .hasStackTraceContaining(message);
    }

    @Test
    void tellsAReplacementTheCharsetCannotWrite() {
        assertThat(catchThrowable(() -> start("search_replace", "searchPattern", "a", "replaceString", "\u20ac", "charset",
                "US-ASCII"))).hasStackTraceContaining("cannot be written in charset US-ASCII");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "serializers.s1.type|MILLIS|serializers.s1.pattern is missing",
        "serializers.s1.type|com.acme.X|serializers.s1.type must be DEFAULT or MILLIS, not com.acme.X",
        "serializers.s1.pattern|yyyy|serializers.s1.pattern is not an option of the serializer DEFAULT, which has name, type",
        "serializers.s2.name|x|serializers.s2.name belongs to none of the serializers s1" })
    void tellsASerializerThatCannotWork(String option, String value, String message) {
        assertThat(catchThrowable(() -> start("regex_extractor", "regex", "(a)", "serializers", "s1", "serializers.s1.name",
                "h", option, value))).hasStackTraceContaining(message);
    }

    @Test
    void tellsADatePatternThatCannotWork() {
        assertThat(catchThrowable(() -> start("regex_extractor", "regex", "(a)", "serializers", "s1", "serializers.s1.name",
                "h", "serializers.s1.type", "MILLIS", "serializers.s1.pattern", "yyyy-bb")))
                .hasStackTraceContaining("serializers.s1.pattern is not a date pattern of java.time");
        assertThat(catchThrowable(() -> start("regex_extractor", "regex", "(a)", "serializers", "s1")))
                .hasStackTraceContaining("serializers.s1.name is missing");
    }

    @Test
    void isNoSource() {
        assertThat(catchThrowable(() -> startYaml("""
                - route:
                    from:
                      uri: flume-interceptor:host
                      steps:
                        - to: direct:out
                """))).hasStackTraceContaining("it can only be used in to");
    }
}
