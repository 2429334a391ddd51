/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.flumecamel.testkit.ElasticsearchServer;
import org.flumecamel.testkit.SharedElasticsearch;

/**
 * The one server of all tests of this module: over TLS, with users, and it talks only to clients that show a certificate.
 */
public final class SecuredServer extends SharedElasticsearch {

    static final String USER = "flume";
    static final String PASSWORD = "user-secret";
    /** A user with the role of this name, which is {@linkplain #role not there} at first. */
    static final String LIMITED = "limited";
    /** The largest request it takes. */
    static final int LARGEST = 40 << 20;

    private static final String ALL_IN_ORDER
        = "{\"size\":10000,\"version\":true,\"sort\":[{\"_seq_no\":{\"unmapped_type\":\"long\"}}]}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Certificates certificates;
    private static ElasticsearchServer server;
    private static HttpClient http;

    @Override
    protected ElasticsearchServer start() throws Exception {
        certificates = new Certificates(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "certificates"));
        server = ElasticsearchServer.create();
        for (String file : List.of("ca.crt", "server.crt", "server.key")) {
            server.withFile(certificates.file(file));
        }
        http = HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
        return server.with("xpack.security.enabled", true).with("xpack.security.autoconfiguration.enabled", false)
            .with("resource.reload.interval.high", "500ms")
            .with("xpack.security.http.ssl.enabled", true).with("xpack.security.http.ssl.key", "server.key")
            .with("xpack.security.http.ssl.certificate", "server.crt")
            .with("xpack.security.http.ssl.certificate_authorities", "ca.crt")
            .with("xpack.security.http.ssl.client_authentication", "required")
            .with("http.max_content_length", LARGEST + "b").withHeap("1g")
            .withUser(USER, PASSWORD, "superuser").withUser(LIMITED, PASSWORD, LIMITED).start();
    }

    /** Gives the role of {@link #LIMITED} all rights on some indexes. */
    static void role(String indexes) throws Exception {
        Path file = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "roles").resolve("roles.yml");
        Files.writeString(file, LIMITED + ":\n  indices:\n    - names: ['" + indexes + "']\n      privileges: ['all']\n");
        server.withFile(file);
    }

    static int port() {
        return server.port();
    }

    static Certificates certificates() {
        return certificates;
    }

    /** Options of a sink that is let in. */
    static List<String> options() {
        return List.of("hostAddresses=https://127.0.0.1:" + port(), "user=" + USER, "password=" + PASSWORD,
            "certificatePath=" + certificates.file("ca.crt"), "keyStore=" + certificates.file("client.p12"),
            "keyStorePassword=" + Certificates.PASSWORD);
    }

    /** A request to the server, which must be answered with 2xx. */
    static JsonNode request(String method, String path, String body) throws Exception {
        HttpResponse<byte[]> response = send(method, path, body);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + " "
                                            + new String(response.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(response.body());
    }

    static HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
        String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + path))
            .header("Authorization", "Basic " + login).header("Content-Type", "application/json");
        return http.send(request.method(method, body == null ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** All documents of an index in the order in which they were indexed, with their metadata. */
    static List<JsonNode> hits(String index) throws Exception {
        HttpResponse<byte[]> refreshed = send("POST", "/" + index + "/_refresh", null);
        List<JsonNode> hits = new ArrayList<>();
        if (refreshed.statusCode() != 404) {
            request("POST", "/" + index + "/_search", ALL_IN_ORDER).path("hits").path("hits")
                .forEach(hits::add);
        }
        return hits;
    }

    /** The documents of an index in the order in which they were indexed. */
    static List<JsonNode> documents(String index) throws Exception {
        return hits(index).stream().map(hit -> hit.path("_source")).toList();
    }
}
