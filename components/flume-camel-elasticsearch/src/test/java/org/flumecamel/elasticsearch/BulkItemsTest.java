/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.PermanentDeliveryException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of each document of a bulk request. */
class BulkItemsTest extends ElasticsearchTestSupport {

    private static void index(String name, String mappings) throws Exception {
        SecuredServer.request("PUT", "/" + name, "{\"settings\":{\"number_of_replicas\":0},\"mappings\":" + mappings + "}");
    }

    private static void block(String name, String block, String value) throws Exception {
        SecuredServer.request("PUT", "/" + name + "/_settings", "{\"index.blocks." + block + "\":" + value + "}");
    }

    private static List<PermanentDeliveryException.Rejected> rejected(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(PermanentDeliveryException.class);
        return ((PermanentDeliveryException) exchange.getException()).rejected();
    }

    /** One in a hundred documents conflicts with the mapping. */
    @Test
    void allButTheConflictsAreIndexedAndThoseAfterTheMappingIsFixed() throws Exception {
        index(index, "{\"properties\":{\"n\":{\"type\":\"long\"}}}");
        sink("serializer=JSON");
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            events.add(Event.of("{\"i\":" + i + ",\"n\":" + (i % 100 == 50 ? "\"none" + i + "\"" : i) + "}"));
        }
        List<PermanentDeliveryException.Rejected> rejected = rejected(send(EventBatch.of(events)));
        assertThat(rejected).hasSize(10).allSatisfy(letter -> {
            assertThat(letter.reason()).startsWith("400 document_parsing_exception: ").contains("field [n] of type [long]");
            assertThat(new String(letter.event().body())).contains("none");
        });
        assertThat(documents()).hasSize(990);
        assertThat(counter().getEventDrainSuccessCount()).isEqualTo(990);

        SecuredServer.request("DELETE", "/" + index, null);
        index(index, "{\"properties\":{\"n\":{\"type\":\"keyword\"}}}");
        List<Event> letters = rejected.stream().map(PermanentDeliveryException.Rejected::event).toList();
        assertThat(send(EventBatch.of(letters)).getException()).isNull();
        assertThat(documents()).hasSize(10);
    }

    /** Of a batch for two indexes one is blocked; its documents alone are sent again, and the refused one is not. */
    @Test
    void aRedeliverySendsOnlyWhatIsOpen() throws Exception {
        index(index + "-a", "{\"properties\":{\"status\":{\"type\":\"long\"}}}");
        index(index + "-b", "{}");
        block(index + "-b", "read_only_allow_delete", "true");
        sink("indexName=" + index + "-%{to}");
        Exchange exchange = send(event("1", "to", "a"), event("2", "to", "b"),
            event("3", "to", "a", "status", "no number"), event("4", "to", "b"));
        assertThat(exchange.getException()).isInstanceOf(IOException.class).hasMessageContaining("2 of 4 events")
            .hasMessageContaining("429 cluster_block_exception");
        assertThat(SecuredServer.documents(index + "-a")).hasSize(1);
        block(index + "-b", "read_only_allow_delete", "null");
        exchange.setException(null);
        List<PermanentDeliveryException.Rejected> rejected = rejected(template().send("direct:in", exchange));
        assertThat(rejected).extracting(letter -> new String(letter.event().body())).containsExactly("3");
        assertThat(SecuredServer.hits(index + "-a")).extracting(hit -> hit.path("_version").asInt()).containsExactly(1);
        assertThat(SecuredServer.documents(index + "-b")).extracting(document -> document.path("message").asText())
            .containsExactly("2", "4");
        assertThat(counter().getEventDrainSuccessCount()).isEqualTo(3);
    }

    @Test
    void whatCanBeSetRightAtTheServerIsSentAgainUntilItIs() throws Exception {
        index(index, "{}");
        retryingSink();
        for (String block : List.of("read_only", "read_only_allow_delete", "write")) {
            block(index, block, "true");
            long failures = counter().getEventWriteFail();
            CompletableFuture<Exchange> sent = sendAside(() -> send(Event.of(block)));
            await().until(() -> counter().getEventWriteFail() > failures + 1);
            block(index, block, "null");
            assertThat(sent.get().getException()).isNull();
        }
        SecuredServer.request("POST", "/" + index + "/_close", null);
        long failures = counter().getEventWriteFail();
        CompletableFuture<Exchange> sent = sendAside(() -> send(Event.of("closed")));
        await().until(() -> counter().getEventWriteFail() > failures + 1);
        SecuredServer.request("POST", "/" + index + "/_open", null);
        assertThat(sent.get().getException()).isNull();
        assertThat(messages()).containsExactly("read_only", "read_only_allow_delete", "write", "closed");
    }

    @Test
    void aFullClusterIsWaitedFor() throws Exception {
        index(index + "-a", "{}");
        retryingSink();
        SecuredServer.request("PUT", "/_cluster/settings", "{\"persistent\":{\"cluster.max_shards_per_node\":1}}");
        CompletableFuture<Exchange> sent;
        try {
            sent = sendAside(() -> send(Event.of("one")));
            await().until(() -> counter().getEventWriteFail() > 1);
        } finally {
            SecuredServer.request("PUT", "/_cluster/settings", "{\"persistent\":{\"cluster.max_shards_per_node\":null}}");
        }
        assertThat(sent.get().getException()).isNull();
        assertThat(messages()).containsExactly("one");
    }

    @Test
    void fieldsAboveTheLimitOfTheMappingAreRefused() throws Exception {
        SecuredServer.request("PUT", "/" + index, "{\"settings\":{\"index.mapping.total_fields.limit\":3}}");
        sink("serializer=JSON");
        List<PermanentDeliveryException.Rejected> rejected = rejected(send(Event.of("{\"a\":1}"),
            Event.of("{\"b\":1,\"c\":1,\"d\":1,\"e\":1}"), Event.of("{\"a\":2}")));
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).reason()).contains("Limit of total fields [3] has been exceeded");
        assertThat(documents()).hasSize(2);
    }

    @Test
    void malformedJsonHarmsNoNeighbour() throws Exception {
        sink("serializer=JSON");
        List<PermanentDeliveryException.Rejected> rejected = rejected(send(Event.of("{\"a\":1}"), Event.of("{\"a\":}"),
            Event.of("{\"a\":1} {\"a\":2}"), Event.of("{\"index\":{}}\n{\"a\":3}"),
            Event.of("{" + "\"a\":{".repeat(3000) + "}"),
            Event.of(new byte[] { '{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}' }), Event.of("no"),
            Event.of("{\"a\":4}")));
        assertThat(rejected).hasSize(6).allSatisfy(letter -> assertThat(letter.reason()).isNotBlank());
        assertThat(documents()).extracting(document -> document.path("a").asInt()).containsExactly(1, 4);
    }

    @Test
    void requestsThatAreTooLargeAreSplit() throws Exception {
        index(index, "{\"dynamic\":false,\"properties\":{\"i\":{\"type\":\"long\"}}}");
        sink("serializer=JSON", "maxRequestBytes=100000000");
        List<PermanentDeliveryException.Rejected> rejected = rejected(send(large(1, 15), large(2, 15), large(3, 15),
            large(4, 45), large(5, 1)));
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).reason()).contains("413");
        assertThat(rejected.get(0).event().length()).isGreaterThan(45 << 20);
        Set<Integer> indexed = new HashSet<>();
        SecuredServer.request("POST", "/" + index + "/_refresh", null);
        for (JsonNode hit : SecuredServer.request("POST", "/" + index + "/_search", "{\"_source\":false,\"fields\":[\"i\"]}")
            .path("hits").path("hits")) {
            indexed.add(hit.path("fields").path("i").get(0).asInt());
        }
        assertThat(indexed).containsExactlyInAnyOrder(1, 2, 3, 5);
    }

    private static Event large(int number, int megabytes) {
        return Event.of("{\"i\":" + number + ",\"pad\":\"" + "x".repeat(megabytes << 20) + "\"}");
    }

    @Test
    void requestsHaveNoMoreBytesThanAllowed() throws Exception {
        sink("maxRequestBytes=2000");
        assertThat(send(numbers(0, 100)).getException()).isNull();
        assertThat(messages()).isEqualTo(texts(0, 100));
    }
}
