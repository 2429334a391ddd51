/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.flumecamel.testkit.FlumeTestSupport;

/** Base of the tests that ask a monitor over HTTP. */
abstract class MonitorTestSupport extends FlumeTestSupport {

    protected final MonitorServer monitor = new MonitorServer();

    /** Starts the monitor at a free port. */
    protected void serve() throws Exception {
        monitor.setPort(0);
        context.addService(monitor);
    }

    protected static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(monitor.url().replaceFirst("/$", path))).timeout(Duration.ofSeconds(20));
    }

    protected HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return client().send((headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A channel c1 with room for 100 events between {@code direct:in} and the probe. */
    protected void flow() throws Exception {
        routes(sourceRoute("- to: flume-channel:seda:c1?capacity=100&keepAlive=0"),
                route("archive", "flume-spooler:seda:c1?batchSize=10", "noErrorHandler: {}", "- process:\n    ref: probe"));
    }
}
