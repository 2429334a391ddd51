/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.serializers;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * Reads documents that addresses name: {@code http} and {@code https} itself, without following redirections, everything else
 * (file, classpath, hdfs) as Camel reads resources. Bounded in size and, over the network, in time.
 */
final class SchemaDocuments {

    private static final int MOST_BYTES = 1 << 20;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final CamelContext context;

    SchemaDocuments(CamelContext context) {
        this.context = context;
    }

    /**
     * What an address leads to.
     *
     * @param text    null if there is a problem
     * @param problem why it can never be read; null if it was
     */
    record Document(String text, String problem) {

        static Document problem(String problem) {
            return new Document(null, problem);
        }
    }

    /**
     * Reads a document.
     *
     * @throws IOException if it may be read another time
     */
    Document read(String address) throws IOException {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("http:") || lower.startsWith("https:") ? readHttp(address) : readResource(address);
    }

    private static Document readHttp(String address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        try {
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                try (InputStream in = connection.getInputStream()) {
                    return bounded(address, in);
                }
            }
            if (status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
                throw new IOException(address + " answers with status " + status);
            }
            return Document.problem(address + " answers with status " + status);
        } finally {
            connection.disconnect();
        }
    }

    private Document readResource(String address) throws IOException {
        Resource resource = PluginHelper.getResourceLoader(context)
            .resolveResource(address.startsWith("/") ? "file:" + address : address);
        if (!resource.exists()) {
            return Document.problem(address + " is not there");
        }
        try (InputStream in = resource.getInputStream()) {
            return bounded(address, in);
        } catch (FileNotFoundException e) {
            return Document.problem(address + " is not there");
        }
    }

    /** Each read ends in time by itself; many short ones must, too. */
    private static Document bounded(String address, InputStream in) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2L * PATIENCE_MILLIS);
        byte[] bytes = new byte[8 * 1024];
        int length = 0;
        for (int read = 0; read >= 0; read = in.read(bytes, length, bytes.length - length)) {
            length += read;
            if (length > MOST_BYTES) {
                return Document.problem(address + " is longer than " + MOST_BYTES + " bytes");
            }
            if (System.nanoTime() > end) {
                throw new IOException(address + " takes too long");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
        }
        return new Document(new String(bytes, 0, length, StandardCharsets.UTF_8), null);
    }
}
