/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much a sink has delivered, as its agent's monitor says, asked seldom enough not to cost it anything. */
final class Drained implements Meter.Progress {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Pattern COUNT = Pattern.compile("\"SINK\\.[^}]*\"EventDrainSuccessCount\"\\s*:\\s*\"(\\d+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI page;
    private final long perEvent;
    private long lookedAt;
    private long last;

    /** @param perEvent what each event counts */
    Drained(Side side, int port, long perEvent) {
        this.page = URI.create("http://127.0.0.1:" + port + (side == Side.FLUME ? "/metrics" : "/metrics.json"));
        this.perEvent = perEvent;
    }

    @Override
    public long now() throws IOException {
        if (System.nanoTime() - lookedAt > LOOK_NANOS) {
            Matcher count = COUNT.matcher(read());
            last = count.find() ? Long.parseLong(count.group(1)) * perEvent : 0;
            lookedAt = System.nanoTime();
        }
        return last;
    }

    private String read() throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (ConnectException e) {
            return "it has not started yet";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
