/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;

import org.flumecamel.core.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BucketPathSafetyTest {

    private static String resolve(String pattern, String value) throws Exception {
        return new BucketPath(pattern, ZoneOffset.UTC, TimeRounding.NONE, false)
            .resolve(Headers.of("h", value), 0, null).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = { "..", ".", "../..", "../../etc/cron.d/x", "/etc/passwd", "..\\..\\x", "a/../../b", "....//", "\0",
        "a\0b", "\n", "", "..\n", "%2e%2e%2f", "%2E%2E", "．．／", "C:\\x", "hdfs://other/x", "~root", "-rf", "\u0085", "\ud800" })
    void headersCannotLeadOutsideTheBase(String value) throws Exception {
        for (String pattern : new String[] { "/logs/%{h}/f", "/logs/%{h}%{h}/f", "/logs/.%{h}/f", "/logs/%{h}/%{h}/%{h}/f",
            "/logs/x/%{h}", "/logs/%{h}./%{h}" }) {
            String path = resolve(pattern, value);
            assertThat(path).startsWith("/logs/").doesNotContainPattern("[\\p{Cntrl}\\\\:]").doesNotContain("//");
            assertThat(Path.of(path).normalize()).startsWithRaw(Path.of("/logs")).isEqualTo(Path.of(path));
            assertThat(Path.of(path).getNameCount()).isLessThanOrEqualTo(pattern.split("/").length - 1);
        }
    }

    @ParameterizedTest
    @CsvSource({ "a/b,a%2Fb", "a\\b,a%5Cb", "a%b,a%25b", "a:b,a%3Ab", "..,%2E%2E", ".,%2E", "...,...", ".x,.x", "a b,a b" })
    void whatMeansSomethingInPathsIsEncoded(String value, String expected) throws Exception {
        assertThat(resolve("/logs/%{h}/f", value)).isEqualTo("/logs/" + expected + "/f");
    }

    @Test
    void longValuesAreCutAndStayDifferent() throws Exception {
        String one = resolve("/logs/%{h}/f", "x".repeat(100_000) + "1");
        String two = resolve("/logs/%{h}/f", "x".repeat(100_000) + "2");
        assertThat(one).isNotEqualTo(two).hasSize("/logs//f".length() + SafeName.MOST_BYTES);
        String euros = resolve("/logs/%{h}/f", "€".repeat(1000));
        assertThat(euros.getBytes(StandardCharsets.UTF_8).length)
            .isLessThanOrEqualTo("/logs//f".length() + SafeName.MOST_BYTES);
        assertThat(euros).doesNotContain("\ufffd");
    }

    @ParameterizedTest
    @ValueSource(strings = { "%{h}/x/f", "%Y/f", "hdfs://%{h}/f", "f", "/logs/%{h}/../f", "/logs/\n/%{h}" })
    void unsafePatternsAreRefused(String pattern) {
        assertThatThrownBy(() -> resolve(pattern, "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
