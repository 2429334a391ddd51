/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What is wrong stops the start, and the message says what to do. */
class ParserStartTest extends ParserTestSupport {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "access_log|include|clientip|include names the field clientip, which is none of client, ident, user",
        "access_log|fields.verb|x|fields.verb names the field verb, which is none of client",
        "access_log|timeField|x|interceptor access_log has no option timeField, which belongs to key_value, json, grok",
        "access_log|target|nowhere|nowhere", "access_log|charset|UTF-9|charset must be a character set",
        "access_log|maxFields|0|maxFields must be 1 or more, not 0", "access_log|headerName||headerName",
        "json|charset|UTF-8|interceptor json has no option charset",
        "json|timePattern|yyyy-bb|timePattern is not a date pattern of java.time",
        "json|timeZone|Vienna|timeZone must be a zone such as UTC or Europe/Vienna, not Vienna",
        "key_value|fieldSeparator|;;|fieldSeparator must be one character", "key_value|valueSeparator|\"|valueSeparator must",
        "key_value|fieldSeparator|=|fieldSeparator and valueSeparator must differ",
        "grok|timeField|a|interceptor grok needs the option expression",
        "grok|expression|%{NOSUCH:x}|expression cannot be used: Unable to find pattern [NOSUCH]",
        "grok|expression|(?<x>a|expression cannot be used: end pattern with unmatched parenthesis",
        "grok|expression|%{IP}|expression names no field" })
    void saysWhatIsWrong(String type, String option, String value, String message) {
        assertThat(catchThrowable(() -> start(type, option, value == null ? "" : value))).hasStackTraceContaining(message);
    }
}
