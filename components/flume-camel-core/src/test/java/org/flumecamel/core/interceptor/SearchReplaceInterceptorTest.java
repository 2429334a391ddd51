/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SearchReplaceInterceptorTest extends InterceptorTestSupport {

    private static final byte[] MALFORMED = { 'k', 'e', 'y', (byte) 0xC3, 0, (byte) 0xFF };

    @Test
    void replacesEveryMatchAndSharesTheRest() throws Exception {
        start("search_replace", "searchPattern", "(\\d{4})-(\\d{4})", "replaceString", "$2/****");
        EventBatch batch = EventBatch.of(event("card 1234-5678, 1111-2222", "h", "v"), event("none"));
        EventBatch replaced = intercept(batch);

        assertThat(bodies(replaced)).containsExactly("card 5678/****, 2222/****", "none");
        assertThat(replaced.get(0).headers()).isSameAs(batch.get(0).headers());
        assertThat(replaced.get(0).receivedAt()).isEqualTo(batch.get(0).receivedAt());
        assertThat(replaced.get(1)).isSameAs(batch.get(1));
    }

    @Test
    void withoutAReplacementTheMatchIsRemoved() throws Exception {
        start("search_replace", "searchPattern", "^[A-Za-z0-9_]+");
        assertThat(intercept(event("prefix rest")).bodyAsString(UTF_8)).isEqualTo(" rest");
    }

    @Test
    void aBodyWithoutMatchKeepsItsVeryBytes() throws Exception {
        start("search_replace", "searchPattern", "password", "replaceString", "x");
        EventBatch batch = EventBatch.of(Event.of(MALFORMED));
        assertThat(intercept(batch)).isSameAs(batch);
    }

    @Test
    void aMatchThatChangesNothingKeepsItsVeryBytesToo() throws Exception {
        start("search_replace", "searchPattern", "x*$", "replaceString", "");
        EventBatch batch = EventBatch.of(Event.of(MALFORMED));
        assertThat(intercept(batch)).isSameAs(batch);
    }

    @Test
    void isExactToTheByteInACharsetOfOneBytePerCharacter() throws Exception {
        start("search_replace", "searchPattern", "key", "replaceString", "k", "charset", "ISO-8859-1");
        assertThat(intercept(Event.of(MALFORMED)).body()).containsExactly('k', 0xC3, 0, 0xFF);
        assertThat(intercept(Event.of("\u00fckey".getBytes(ISO_8859_1))).body()).containsExactly(0xFC, 'k');
    }
}
