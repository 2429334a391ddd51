/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.PermanentDeliveryException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdsTest extends ElasticsearchTestSupport {

    @Test
    void theIdOfTheHeaderMakesASecondDeliveryHarmless() throws Exception {
        sink("idHeader=id");
        EventBatch batch = EventBatch.of(event("one", "id", "f-1"), event("two", "id", "f-2 \"ü\""));
        assertThat(send(batch).getException()).isNull();
        assertThat(send(batch).getException()).isNull();
        assertThat(SecuredServer.hits(index)).extracting(hit -> hit.path("_id").asText()).containsExactly("f-1", "f-2 \"ü\"");
        assertThat(SecuredServer.hits(index)).extracting(hit -> hit.path("_version").asInt()).containsOnly(1);
        assertThat(documents().get(0).has("id")).isFalse();
        assertThat(counter().getEventDrainSuccessCount()).isEqualTo(4);
    }

    @Test
    void indexReplaces() throws Exception {
        sink("idHeader=id", "opType=INDEX");
        send(event("one", "id", "x"));
        send(event("two", "id", "x"));
        assertThat(messages()).containsExactly("two");
    }

    @Test
    void anIdThatIsTooLongHarmsNoNeighbour() throws Exception {
        sink("idHeader=id");
        Exchange sent = send(event("one", "id", "é".repeat(257)), event("two", "id", "é".repeat(256)), event("three"));
        assertThat(((PermanentDeliveryException) sent.getException()).rejected()).hasSize(1);
        assertThat(messages()).containsExactly("two", "three");
    }

    /** The server has indexed the batch, and the sink does not hear of it. */
    @Test
    void whatIsSentAgainAfterATimeOutIsIndexedOnce() throws Exception {
        try (Proxy proxy = new Proxy(SecuredServer.port())) {
            retryingSink("hostAddresses=https://127.0.0.1:" + proxy.port(), "socketTimeout=1500");
            assertThat(send(numbers(0, 10)).getException()).isNull();
            proxy.loseAnswers();
            CompletableFuture<Exchange> sent = sendAside(() -> send(numbers(10, 20)));
            await().until(() -> documents().size() == 20 && counter().getConnectionFailedCount() > 0);
            assertThat(sent).isNotDone();
            proxy.repair();
            assertThat(sent.get().getException()).isNull();
        }
        assertThat(messages()).isEqualTo(texts(0, 20));
        assertThat(SecuredServer.hits(index)).extracting(hit -> hit.path("_version").asInt()).containsOnly(1);
    }

    @Test
    void idsMadeByTheSinkAreItsOwnForEachBatch() throws Exception {
        sink();
        send(numbers(0, 10));
        send(numbers(0, 10));
        assertThat(documents()).hasSize(20);
    }

    @Test
    void idsMayBeLeftToTheServer() throws Exception {
        sink("makeIds=false");
        send(numbers(0, 2));
        assertThat(SecuredServer.hits(index)).extracting(hit -> hit.path("_id").asText()).allMatch(id -> id.length() == 20);
    }

    /** Two batches around midnight, sent twice: the day is that of the event. */
    @Test
    void aReplayAfterMidnightGoesToTheIndexOfTheEvent() throws Exception {
        sink("idHeader=id", "indexName=" + index + "-%Y.%m.%d");
        EventBatch batch = EventBatch.of(event("late", "id", "1", "timestamp", "1772755199999"),
            event("early", "id", "2", "timestamp", "1772755200000"), event("never", "id", "3"));
        for (int i = 0; i < 2; i++) {
            assertThat(((PermanentDeliveryException) send(batch).getException()).rejected()).hasSize(1);
        }
        assertThat(SecuredServer.documents(index + "-2026.03.05")).extracting(IdsTest::message).containsExactly("late");
        assertThat(SecuredServer.documents(index + "-2026.03.06")).extracting(IdsTest::message).containsExactly("early");
    }

    private static String message(JsonNode document) {
        return document.path("message").asText();
    }

    @Test
    void routingComesOfItsHeader() throws Exception {
        SecuredServer.request("PUT", "/" + index, "{\"settings\":{\"number_of_shards\":3}}");
        sink("routingHeader=tenant");
        send(event("one", "tenant", "t1"), event("two"));
        assertThat(SecuredServer.hits(index)).extracting(hit -> hit.path("_routing").asText())
            .containsExactlyInAnyOrder("t1", "");
    }
}
