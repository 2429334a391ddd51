/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.io.IOException;
import java.io.InputStream;

import org.apache.http.HttpEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.sniff.ElasticsearchNodesSniffer;
import org.elasticsearch.client.sniff.ElasticsearchNodesSniffer.Scheme;
import org.elasticsearch.client.sniff.Sniffer;

/** The connections to a cluster. Several threads may send at once. */
final class Cluster implements AutoCloseable {

    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

    /** Opens a client, also again when one has died. */
    interface Opener {
        RestClient open();
    }

    private final Opener opener;
    private final ElasticsearchEndpoint options;
    private volatile RestClient client;
    private Sniffer sniffer;

    Cluster(ElasticsearchEndpoint options, Opener opener) {
        this.options = options;
        this.opener = opener;
        open();
    }

    private void open() {
        client = opener.open();
        if (options.isEnableSniffer()) {
            sniffer = Sniffer.builder(client).setSniffIntervalMillis(options.getSnifferInterval())
                .setSniffAfterFailureDelayMillis(options.getSniffAfterFailureDelay())
                .setNodesSniffer(new ElasticsearchNodesSniffer(client,
                    ElasticsearchNodesSniffer.DEFAULT_SNIFF_REQUEST_TIMEOUT, scheme(client))).build();
        }
    }

    /** Hosts tell their addresses without it. */
    private static Scheme scheme(RestClient client) {
        boolean encrypted = client.getNodes().get(0).getHost().getSchemeName().equals("https");
        return encrypted ? Scheme.HTTPS : Scheme.HTTP;
    }

    /**
     * Sends documents.
     *
     * @param  items       is told what became of each
     * @return             null, or why the request was refused as a whole
     * @throws IOException if no host answers, or the answer cannot be read: nobody knows what became of the documents
     */
    ServerError bulk(byte[] lines, int from, int to, int documents, BulkAnswer.Items items) throws IOException {
        Request request = new Request("POST", "/_bulk");
        request.addParameter("filter_path", BulkAnswer.FILTER);
        request.addParameter("timeout", Math.max(1, options.getSocketTimeout() / 2) + "ms");
        if (options.getPipeline() != null) {
            request.addParameter("pipeline", options.getPipeline());
        }
        if (options.isRequireDataStream()) {
            request.addParameter("require_data_stream", "true");
        }
        if (options.getWaitForActiveShards() != 1) {
            request.addParameter("wait_for_active_shards", Integer.toString(options.getWaitForActiveShards()));
        }
        request.setEntity(new NByteArrayEntity(lines, from, to - from, NDJSON));
        try {
            BulkAnswer.read(content(running().performRequest(request)), documents, items);
            return null;
        } catch (ResponseException e) {
            return BulkAnswer.refusal(e.getResponse().getStatusLine().getStatusCode(), content(e.getResponse()));
        }
    }

    private static InputStream content(Response response) throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    /** The client; a new one if its input and output threads have died, as after an OutOfMemoryError. */
    private RestClient running() throws IOException {
        RestClient now = client;
        if (now.isRunning()) {
            return now;
        }
        if (options.getClient() != null) {
            throw new IOException("the client that the sink shares was closed by somebody else");
        }
        synchronized (this) {
            if (client == now) {
                close();
                open();
            }
            return client;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (sniffer != null) {
            sniffer.close();
            sniffer = null;
        }
        if (options.getClient() == null) {
            client.close();
        }
    }
}
