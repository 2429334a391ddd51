/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import org.apache.camel.util.ObjectHelper;
import org.flumecamel.core.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IndexNameTest {

    private static final String ALLOWED = "[a-z0-9][a-z0-9._-]{0,99}";
    /** 2026-03-05T23:59:59.999Z */
    private static final long BEFORE_MIDNIGHT = 1_772_755_199_999L;

    private static IndexName name(String pattern) {
        return new IndexName(pattern, "UTC", ALLOWED);
    }

    private static String resolved(IndexName name, String... headers) throws RefusedDocumentException {
        Event event = ElasticsearchTestSupport.event("", headers);
        return IndexName.of(name.resolve(event, null));
    }

    @Test
    void timeIsThatOfTheEvent() throws Exception {
        assertThat(resolved(name("logs-%Y.%m.%d"), "timestamp", "" + BEFORE_MIDNIGHT)).isEqualTo("logs-2026.03.05");
        assertThat(resolved(name("logs-%Y.%m.%d"), "timestamp", "" + (BEFORE_MIDNIGHT + 1))).isEqualTo("logs-2026.03.06");
        assertThat(resolved(new IndexName("logs-%Y.%m.%d", "Europe/Berlin", ALLOWED), "timestamp", "" + BEFORE_MIDNIGHT))
            .isEqualTo("logs-2026.03.06");
    }

    @Test
    void headersAndLettersAreLowered() throws Exception {
        assertThat(resolved(name("%{app}-%b"), "app", "Shop.A", "timestamp", "" + BEFORE_MIDNIGHT)).isEqualTo("shop.a-mar");
    }

    @Test
    void anEventWithoutWhatTheNameNeedsIsRefused() {
        assertThatThrownBy(() -> resolved(name("logs-%Y"))).hasMessageContaining("no header timestamp");
        assertThatThrownBy(() -> resolved(name("logs-%Y"), "timestamp", "now")).hasMessageContaining("no header timestamp");
        assertThatThrownBy(() -> resolved(name("logs-%{app}"))).hasMessageContaining("header app");
        assertThatThrownBy(() -> resolved(name("logs-%{app}"), "app", "")).hasMessageContaining("header app");
    }

    @ParameterizedTest
    @ValueSource(strings = { "..", ".security", "-x", "_all", "*", "a*", "a,b", "a b", "a/b", "a\\b", "a#b", "a:b", "a\nb",
        "ä", "<x>", "%41" })
    void valuesThatAreNotAllowedAreRefused(String value) {
        assertThatThrownBy(() -> resolved(name("%{app}"), "app", value)).isInstanceOf(RefusedDocumentException.class)
            .hasMessageContaining("indexHeaderValues");
    }

    @Test
    void namesThatNoIndexCanHaveAreRefusedWhateverIsAllowed() {
        IndexName name = new IndexName("%{app}", "UTC", ".*");
        for (String value : new String[] { "_x", "a*", "a b", "a,b" }) {
            assertThatThrownBy(() -> resolved(name, "app", value)).as(value).isInstanceOf(RefusedDocumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a/b", "_x", "-x", "a b", "a*", "logs-%Q", "%D", "<logs-{now/d}>", "a,b" })
    void badPatternsAreRefusedAtTheStart(String pattern) {
        assertThatThrownBy(() -> name(pattern)).isInstanceOf(IllegalArgumentException.class)
            .satisfies(e -> assertThat(ObjectHelper.isNotEmpty(e.getMessage())).isTrue());
    }

    @Test
    void theIndexOfTheEventBeforeIsGivenAgain() throws Exception {
        IndexName name = name("%{app}-%Y.%m.%d");
        var first = name.resolve(ElasticsearchTestSupport.event("", "app", "a", "timestamp", "0"), null);
        assertThat(name.resolve(ElasticsearchTestSupport.event("", "app", "a", "timestamp", "59999"), first)).isSameAs(first);
        assertThat(name.resolve(ElasticsearchTestSupport.event("", "app", "b", "timestamp", "0"), first)).isNotSameAs(first);
    }
}
