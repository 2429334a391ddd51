/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.search;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.flumecamel.testkit.ElasticsearchServer;
import org.flumecamel.testkit.SharedElasticsearch;

/**
 * The one Elasticsearch of the tests of the packaged agent: without security, and with hardly any room for requests that wait,
 * so that several at once overload it.
 */
public final class SearchServer extends SharedElasticsearch {

    /** The setting of an agent that tells it the address. */
    static final String SETTING = "camel.component.elasticsearch.hostAddresses";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PAGE = 5000;

    private static ElasticsearchServer server;

    @Override
    protected ElasticsearchServer start() throws IOException, InterruptedException {
        server = ElasticsearchServer.create().with("node.processors", 1).with("thread_pool.write.queue_size", 1).start();
        return server;
    }

    /** The process. */
    static ElasticsearchServer process() {
        return server;
    }

    static String address() {
        return "127.0.0.1:" + server.port();
    }

    /** A request that must be answered with 2xx. */
    static JsonNode request(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + path))
            .header("Content-Type", "application/json").method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body)).build();
        HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " " + new String(response.body()));
        }
        return JSON.readTree(response.body());
    }

    /** Gives the server a template that lies in {@code routes/elasticsearch}. */
    static void template(String name) throws IOException, InterruptedException {
        Path file = Path.of(System.getProperty("flumecamel.root"), "routes", "elasticsearch", name + "-template.json");
        request("PUT", "/_index_template/" + name, Files.readString(file));
    }

    /** How many documents there are in indexes; none where there is no such index. */
    static long count(String indexes) {
        try {
            request("POST", "/" + indexes + "/_refresh?ignore_unavailable=true", null);
            return request("GET", "/" + indexes + "/_count?ignore_unavailable=true", null).path("count").asLong();
        } catch (IOException down) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Calls back with each document. */
    static void documents(String indexes, Consumer<JsonNode> callback) throws IOException, InterruptedException {
        request("POST", "/" + indexes + "/_refresh", null);
        JsonNode page = request("POST", "/" + indexes + "/_search?scroll=2m", "{\"size\":" + PAGE + ",\"sort\":[\"_doc\"]}");
        while (!page.path("hits").path("hits").isEmpty()) {
            page.path("hits").path("hits").forEach(hit -> callback.accept(hit.path("_source")));
            page = request("POST", "/_search/scroll",
                "{\"scroll\":\"2m\",\"scroll_id\":\"" + page.path("_scroll_id").asText() + "\"}");
        }
    }
}
