/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench.search;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._helpers.bulk.BulkIngester;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import org.flumecamel.bench.probe.Documents;

/** Indexes the documents of the bench with the client's own helper, and waits to be ended. */
public final class Ingester {

    private static final String INDEX = System.getProperty("index");

    private Ingester() {
    }

    public static void main(String... arguments) throws Exception {
        int bulk = Integer.getInteger("bulk");
        long total = Long.getLong("total");
        int length = Integer.getInteger("length");
        boolean json = System.getProperty("serializer").equals("JSON");
        Rest5Client low = Rest5Client.builder(URI.create("http://" + System.getProperty("elasticsearch"))).build();
        ElasticsearchClient client = new ElasticsearchClient(new Rest5ClientTransport(low, new JacksonJsonpMapper()));
        try (BulkIngester<Void> ingester = BulkIngester.of(b -> b.client(client).maxOperations(bulk).maxSize(100L << 20))) {
            for (long i = 0; i < total; i++) {
                Object document = json ? BinaryData.of(Documents.json(i, length), ContentType.APPLICATION_JSON)
                    : text(Documents.text(i, length));
                ingester.add(operation -> operation.create(create -> create.index(INDEX).document(document)));
            }
        }
        Thread.currentThread().join();
    }

    private static Map<String, Object> text(byte[] line) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@timestamp", Instant.now().toString());
        document.put("message", new String(line, StandardCharsets.UTF_8));
        return document;
    }
}
