/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;

import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a cluster is reached, made of the options of an endpoint and checked at the start. No message has a secret in it. */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Pattern ADDRESS = Pattern.compile("(?:(https?)://)?(\\[[\\da-fA-F:.]+]|[\\w.-]+)(?::(\\d{1,5}))?/?");
    private static final int PORT = 9200;

    private final ElasticsearchEndpoint options;
    private final List<HttpHost> hosts = new ArrayList<>();
    private final SSLContext tls;
    private final String authorization;

    /** @throws IllegalArgumentException if the options do not fit together, or a file cannot be read */
    Connection(ElasticsearchEndpoint options) {
        this.options = options;
        if (options.getHostAddresses() == null || options.getHostAddresses().isBlank()) {
            throw new IllegalArgumentException("hostAddresses is missing: name the hosts of the cluster, as in"
                                               + " es1:9200,es2:9200, or configure Camel's elasticsearch component");
        }
        for (String address : options.getHostAddresses().split(",")) {
            hosts.add(host(address.strip()));
        }
        boolean encrypted = hosts.stream().allMatch(host -> host.getSchemeName().equals("https"));
        if (Tls.isConfigured(options) && !encrypted) {
            throw new IllegalArgumentException("Certificates are configured, but not all of hostAddresses are https:// ones:"
                                               + " set enableSSL=true");
        }
        this.tls = Tls.isConfigured(options) ? Tls.context(options) : null;
        this.authorization = authorization();
        if (authorization != null && !encrypted && hosts.stream().anyMatch(host -> !isLoopback(host))) {
            LOG.warn("Sink {}: the credentials go over the network unencrypted; set enableSSL=true", options.getName());
        }
    }

    private HttpHost host(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            // not shown: it may have a password in it
            throw new IllegalArgumentException("hostAddresses must be host:port or https://host:port, separated by commas,"
                                               + " without user, password or path");
        }
        String scheme = parts.group(1) != null ? parts.group(1) : options.isEnableSSL() ? "https" : "http";
        int port = parts.group(3) == null ? PORT : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("hostAddresses has a port that does not exist: " + address);
        }
        if (options.isEnableSSL() && scheme.equals("http")) {
            throw new IllegalArgumentException("hostAddresses has " + address + " although enableSSL is set");
        }
        return new HttpHost(parts.group(2).toLowerCase(Locale.ROOT), port, scheme);
    }

    private String authorization() {
        boolean hasUser = options.getUser() != null && !options.getUser().isEmpty();
        boolean hasKey = options.getApiKey() != null && !options.getApiKey().isEmpty();
        if (hasUser && hasKey) {
            throw new IllegalArgumentException("user and apiKey are both set: one of them is to be used");
        }
        if (hasUser == (options.getPassword() == null)) {
            throw new IllegalArgumentException("user and password must be set both or not at all");
        }
        if (hasUser) {
            return "Basic " + base64(options.getUser() + ":" + options.getPassword());
        }
        return hasKey ? "ApiKey " + apiKey(options.getApiKey().strip()) : null;
    }

    /** An API key as its two parts, or encoded as Elasticsearch shows it. */
    private static String apiKey(String key) {
        if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("apiKey must be id:key, or these encoded as Elasticsearch shows them");
        }
        return key.indexOf(':') > 0 ? base64(key) : key;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLoopback(HttpHost host) {
        try {
            return InetAddress.getByName(host.getHostName()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A client; nothing is connected before the first request. */
    RestClient open() {
        Header[] headers = authorization == null ? new Header[0]
            : new Header[] { new BasicHeader("Authorization", authorization) };
        return RestClient.builder(hosts.toArray(HttpHost[]::new)).setDefaultHeaders(headers)
            .setCompressionEnabled(options.isCompression())
            .setRequestConfigCallback(config -> config.setConnectTimeout(options.getConnectionTimeout())
                .setSocketTimeout(options.getSocketTimeout()))
            .setHttpClientConfigCallback(this::secured).build();
    }

    private HttpAsyncClientBuilder secured(HttpAsyncClientBuilder http) {
        // with a certificate of the client, connections would count as somebody's and not be used for the next request
        return tls == null ? http : http.setSSLContext(tls).disableConnectionState();
    }
}
