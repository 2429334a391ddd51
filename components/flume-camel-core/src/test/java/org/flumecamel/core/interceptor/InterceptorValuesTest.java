/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Characters that mean something in a URI stay what they are in a value. */
class InterceptorValuesTest extends InterceptorTestSupport {

    private static final String HARD = "a+b%c%20#?{x}[y]|^\\,; =/:@";

    @Test
    void inAnOption() throws Exception {
        start("static", "key", "k", "value", HARD);
        assertThat(intercept(event("x")).headers()).containsOnly(Map.entry("k", HARD));
    }

    @Test
    void withAnAmpersandInRaw() throws Exception {
        start("static", "key", "k", "value", "RAW(" + HARD + "&q=1)");
        assertThat(intercept(event("x")).headers()).containsOnly(Map.entry("k", HARD + "&q=1"));
    }

    @Test
    void atTheBeginning() throws Exception {
        start("static", "key", "#k", "value", "#?&".substring(0, 2));
        assertThat(intercept(event("x")).headers()).containsOnly(Map.entry("#k", "#?"));
    }

    @Test
    void inAnOptionWithAPrefix() throws Exception {
        start("regex_extractor", "regex", "(.+)", "serializers", "s", "serializers.s.name", "RAW(" + HARD + "&)");
        assertThat(intercept(event("x")).headers()).containsOnly(Map.entry(HARD + "&", "x"));
    }

    @Test
    void inAnExpression() throws Exception {
        start("search_replace", "searchPattern", Pattern.quote(HARD), "replaceString", "%20+");
        assertThat(intercept(event("<" + HARD + ">")).bodyAsString(UTF_8)).isEqualTo("<%20+>");
    }
}
