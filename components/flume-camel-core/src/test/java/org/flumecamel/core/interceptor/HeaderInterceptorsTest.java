/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

import org.flumecamel.core.CapturedLog;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The interceptors that look at nothing but headers and time: timestamp, host, static, remove_header. */
class HeaderInterceptorsTest extends InterceptorTestSupport {

    private static Event at(Headers headers, long receivedAt) {
        return Event.slice(headers, new byte[] { 'x' }, 0, 1, receivedAt);
    }

    @Test
    void timestampIsTheTimeTheSourceReadTheEvent() throws Exception {
        start("timestamp");
        Headers headers = headers("env", "test", "timestamp", "old");
        EventBatch batch = intercept(EventBatch.of(at(headers, 1000), at(headers, 1000), at(headers, 2000)));

        assertThat(batch).extracting(event -> event.headers().get("timestamp")).containsExactly("1000", "1000", "2000");
        assertThat(batch).allSatisfy(event -> assertThat(event.headers()).containsEntry("env", "test"));
        assertThat(batch.get(0).headers()).isSameAs(batch.get(1).headers());
    }

    @Test
    void timestampAppliedAgainChangesNothing() throws Exception {
        start("timestamp", "headerName", "readAt");
        EventBatch once = intercept(EventBatch.of(at(Headers.EMPTY, 7)));

        assertThat(once.get(0).headers()).containsOnly(Map.entry("readAt", "7"));
        assertThat(intercept(once)).isSameAs(once);
    }

    @Test
    void timestampKeepsWhatIsThereIfToldSo() throws Exception {
        start("TimeStamp", "preserveExisting", "true");
        EventBatch batch = EventBatch.of(at(headers("timestamp", "5"), 1000), at(Headers.EMPTY, 1000));
        assertThat(intercept(batch)).extracting(event -> event.headers().get("timestamp")).containsExactly("5", "1000");
    }

    @Test
    void hostIsTheAddressOrTheNameOfThisMachine() throws Exception {
        start("host");
        assertThat(intercept(event("x", "host", "old")).headers())
                .containsEntry("host", InetAddress.getLocalHost().getHostAddress());
    }

    @Test
    void hostNameInAHeaderOfAnotherName() throws Exception {
        start("host", "useIP", "false", "hostHeader", "machine", "preserveExisting", "true");
        assertThat(intercept(event("x")).headers())
                .containsEntry("machine", InetAddress.getLocalHost().getCanonicalHostName());
        assertThat(intercept(event("x", "machine", "other")).headers()).containsEntry("machine", "other");
    }

    @Test
    void aHostThatDoesNotResolveLeavesEventsAsTheyAre() {
        try (CapturedLog log = new CapturedLog(HostInterceptor.class)) {
            String host = HostInterceptor.resolve(true, () -> {
                throw new UnknownHostException("box7");
            });
            EventBatch batch = EventBatch.of(event("x"));
            assertThat(new HostInterceptor("host", host, false).intercept(batch)).isSameAs(batch);
            assertThat(log.messages()).hasSize(1).first().asString().startsWith("WARN").contains("box7");
        }
    }

    @Test
    void staticSetsOneInstanceOfHeadersForTheWholeBatch() throws Exception {
        start("static", "key", "datacenter", "value", "NEW_YORK");
        Headers shared = headers("file", "a.log");
        EventBatch batch = intercept(EventBatch.of(at(shared, 1), at(shared, 1), at(shared, 2)));

        assertThat(batch.get(0).headers()).isEqualTo(headers("file", "a.log", "datacenter", "NEW_YORK"));
        assertThat(batch.get(1).headers()).isSameAs(batch.get(0).headers());
        assertThat(batch.get(0).array()).isNotEmpty();
    }

    @Test
    void staticKeepsWhatIsThereUnlessToldOtherwise() throws Exception {
        start("static");
        assertThat(intercept(event("x", "key", "old")).headers()).containsEntry("key", "old");
        assertThat(intercept(event("x")).headers()).containsOnly(Map.entry("key", "value"));
    }

    @Test
    void staticOverwritesIfTold() throws Exception {
        start("org.apache.flume.interceptor.StaticInterceptor$Builder", "preserveExisting", "false");
        assertThat(intercept(event("x", "key", "old")).headers()).containsEntry("key", "value");
    }

    @Test
    void removeHeaderTakesNamesListsAndExpressionsTogether() throws Exception {
        start("remove_header", "withName", "a", "fromList", "b , c", "matching", "tmp.*");
        assertThat(intercept(event("x", "a", "1", "b", "2", "c", "3", "tmp1", "4", "my-tmp", "5", "A", "6")).headers())
                .isEqualTo(headers("my-tmp", "5", "A", "6"));
        EventBatch untouched = EventBatch.of(event("x", "d", "1"), event("y"));
        assertThat(intercept(untouched)).isSameAs(untouched);
    }

    @Test
    void removeHeaderTakesASeparator() throws Exception {
        start("remove_header", "fromList", "a|b,c", "fromListSeparator", "\\|");
        assertThat(intercept(event("x", "a", "1", "b", "2", "b,c", "3")).headers()).isEqualTo(headers("b", "2"));
    }

    @Test
    void removeHeaderWithoutAnyCriterionRemovesNothingAndSaysSo() throws Exception {
        try (CapturedLog log = new CapturedLog(InterceptorFactory.class)) {
            start("remove_header");
            assertThat(log.messages()).hasSize(1).first().asString().startsWith("WARN").contains("removes nothing");
        }
        assertThat(intercept(event("x", "a", "1")).headers()).isEqualTo(headers("a", "1"));
    }

    @Test
    void takesOrdinaryMessagesAndSingleEvents() throws Exception {
        start("static", "key", "k", "value", "v");
        EventBatch ofText = (EventBatch) send("text", Map.of("env", "test", "CamelFileName", "x")).getBody();
        assertThat(ofText.get(0).bodyAsString(UTF_8)).isEqualTo("text");
        assertThat(ofText.get(0).headers()).isEqualTo(headers("env", "test", "k", "v"));

        EventBatch ofEvent = (EventBatch) send(event("one", "a", "1"), Map.of("env", "test")).getBody();
        assertThat(ofEvent.get(0).headers()).isEqualTo(headers("a", "1", "env", "test", "k", "v"));
    }
}
