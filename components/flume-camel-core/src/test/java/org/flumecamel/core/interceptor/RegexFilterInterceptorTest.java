/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegexFilterInterceptorTest extends InterceptorTestSupport {

    private static final byte[] MALFORMED = { 'e', 'r', 'r', (byte) 0xC3, 0, (byte) 0xFF };

    @Test
    void keepsEventsInWhichItFindsTheExpression() throws Exception {
        start("regex_filter", "regex", "ERROR|WARN");
        EventBatch batch = EventBatch.of(event("x ERROR y"), event("INFO"), event("WARN"));
        EventBatch kept = intercept(batch);

        assertThat(bodies(kept)).containsExactly("x ERROR y", "WARN");
        assertThat(kept.get(1)).isSameAs(batch.get(2));
    }

    @Test
    void dropsThemIfToldSo() throws Exception {
        start("REGEX_FILTER", "regex", "^DEBUG", "excludeEvents", "true");
        assertThat(bodies(intercept(EventBatch.of(event("DEBUG a"), event("x DEBUG"))))).containsExactly("x DEBUG");
        assertThat(intercept(EventBatch.of(event("DEBUG a")))).isSameAs(EventBatch.EMPTY);
    }

    @Test
    void byDefaultEveryEventMatches() throws Exception {
        start("regex_filter");
        EventBatch batch = EventBatch.of(event(""), event("a"), Event.of(MALFORMED));
        assertThat(intercept(batch)).isSameAs(batch);
    }

    @Test
    void theBodyIsUtf8WhateverTheMachine() throws Exception {
        start("regex_filter", "regex", "^\u00fc.$");
        assertThat(bodies(intercept(EventBatch.of(event("\u00fc\u20ac"), event("u\u20ac"))))).containsExactly("\u00fc\u20ac");
    }

    @Test
    void matchingNeverChangesABody() throws Exception {
        start("regex_filter", "regex", "^err");
        EventBatch batch = EventBatch.of(Event.of(MALFORMED));
        assertThat(intercept(batch)).isSameAs(batch);
    }

    @Test
    void aCharsetOfOneBytePerCharacterMatchesBytes() throws Exception {
        start("regex_filter", "regex", "\\xC3\\x00\\xFF$", "charset", "ISO-8859-1");
        assertThat(intercept(EventBatch.of(Event.of(MALFORMED), event("err"))).size()).isEqualTo(1);
    }
}
