/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.testkit.ElasticsearchServer;

/**
 * W7: documents into an Elasticsearch with one node, beside the client's BulkIngester with bulks of the same size. Measured
 * from the tenth part of the documents on, by the server's own count.
 */
final class Search {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Pattern COUNT = Pattern.compile("\"(?:index_total|count|value)\":([\\d.E]+)");

    private final Options options;
    private final Path work;
    private final String configuration;
    private final boolean json;
    private final int bulk;
    private final int length;
    private final int consumers;
    private final long events;
    private final List<String> jvm;
    private final HttpClient http = HttpClient.newHttpClient();
    private ElasticsearchServer server;
    private int runs;

    Search(Options options) {
        this.options = options;
        this.work = options.work().resolve("w7");
        this.configuration = options.text("config", "index");
        this.json = options.oneOf("documents", "json", "text").equals("json");
        this.bulk = (int) options.number("bulk", 1000);
        this.length = (int) options.number("length", 200);
        this.consumers = (int) options.number("consumers", 1);
        this.events = options.number("events", 300_000);
        this.jvm = options.jvm("-Xms512m -Xmx512m");
    }

    void run() throws Exception {
        Pairs pairs = new Pairs(options, Side.INGESTER);
        long count = options.number("pairs", 3);
        options.requireAllKnown();
        System.out.printf("W7: %d %s documents with lines of %d bytes, bulks of %d, %d consumers, JVM %s, %s%n", events,
                json ? "JSON" : "text", length, bulk, consumers, jvm, Machine.description());
        try (ElasticsearchServer running = ElasticsearchServer.create().withHeap("1g")) {
            server = running.start();
            once(Side.INGESTER, events / 3); // warms the server
            pairs.run(count, side -> once(side, events)).print();
        }
        Machine.delete(work);
    }

    private Run once(Side side, long total) throws Exception {
        Machine.delete(work);
        Files.createDirectories(work);
        String index = "w7-" + runs++;
        request("PUT", "/" + index, "{\"settings\":{\"number_of_replicas\":0,\"refresh_interval\":\"30s\"},\"mappings\":{"
                                   + "\"properties\":{\"message\":{\"type\":\"text\"}}}}");
        Map<String, ?> values = Map.of("elasticsearch", "127.0.0.1:" + server.port(), "index", index, "total", total, "bulk",
                bulk, "length", length, "json", json, "serializer", json ? "JSON" : "TEXT", "offered",
                work.resolve("offered"), "consumers", consumers);
        try (JavaProcess agent = side.start(options, configuration, jvm, values, work)) {
            Run measured = new Meter(agent, new Indexed(index)).measure(total / 10, total, 1, false);
            agent.stop();
            requireAll(index, total);
            return measured;
        } finally {
            request("DELETE", "/" + index, null);
        }
    }

    private void requireAll(String index, long total) throws IOException {
        request("POST", "/" + index + "/_refresh", null);
        double count = number("GET", "/" + index + "/_count", null);
        double sum = !json ? 0 : number("POST", "/" + index + "/_search?size=0&filter_path=aggregations",
                "{\"aggs\":{\"s\":{\"sum\":{\"field\":\"sequence\"}}}}");
        if (count != total || json && sum != total * (total - 1) / 2.0) {
            throw new IllegalStateException("Of " + total + " documents there are " + count + ", sum " + sum);
        }
    }

    private double number(String method, String path, String body) throws IOException {
        Matcher number = COUNT.matcher(request(method, path, body));
        return number.find() ? Double.parseDouble(number.group(1)) : 0;
    }

    private String request(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", "application/json").method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(method + " " + path + ": " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** How many documents the server has taken, asked seldom enough not to cost it anything. */
    private final class Indexed implements Meter.Progress {

        private final String index;
        private long lookedAt;
        private long last;

        private Indexed(String index) {
            this.index = index;
        }

        @Override
        public long now() throws IOException {
            if (System.nanoTime() - lookedAt > LOOK_NANOS) {
                last = (long) number("GET",
                        "/" + index + "/_stats/indexing?filter_path=_all.primaries.indexing.index_total", null);
                lookedAt = System.nanoTime();
            }
            return last;
        }
    }
}
