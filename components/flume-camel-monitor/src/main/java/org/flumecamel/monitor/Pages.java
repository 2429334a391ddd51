/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of the monitor by their paths. They are read only: everything but GET and HEAD is refused, bodies are not read. */
final class Pages implements HttpHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final CamelContext context;
    private final Map<String, Page> pages = new LinkedHashMap<>();
    private Page prometheus;

    Pages(CamelContext context) {
        this.context = context;
        Page json = whenStarted(new FlumeJsonPage(context));
        Page metrics = whenStarted(request -> prometheus().reply(request));
        pages.put("/metrics", request -> String.valueOf(request.getFirst("Accept")).startsWith("application/json")
                ? json.reply(request) : metrics.reply(request));
        pages.put("/metrics.json", json);
        pages.put("/health", new HealthPage(context));
        pages.put("/health/live", request -> Page.Reply.text(200, "UP"));
        pages.put("/", request -> Page.Reply.text(200, String.join("\n", pages.keySet())));
    }

    /** Made when it is first asked for: an agent that nobody scrapes starts without Micrometer. */
    private synchronized Page prometheus() {
        if (prometheus == null) {
            prometheus = new PrometheusPage(context);
        }
        return prometheus;
    }

    private Page whenStarted(Page page) {
        return request -> context.getStatus().isStarted() ? page.reply(request)
                : Page.Reply.text(503, "The Camel context is " + context.getStatus());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            boolean head = method.equals("HEAD");
            Page.Reply reply;
            if (!head && !method.equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.getResponseHeaders().set("Connection", "close");
                reply = Page.Reply.text(405, "Only GET and HEAD");
            } else {
                reply = reply(exchange);
            }
            send(exchange, reply, head);
        }
    }

    private Page.Reply reply(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        Page page = pages.get(path);
        if (page == null) {
            return Page.Reply.text(404, "There is " + String.join(", ", pages.keySet()));
        }
        try {
            return page.reply(exchange.getRequestHeaders());
        } catch (Exception | LinkageError e) {
            LOG.warn("The monitor cannot answer {}", path, e);
            return Page.Reply.text(500, "It cannot be told now; the log says why");
        }
    }

    private static void send(HttpExchange exchange, Page.Reply reply, boolean head) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply.body());
            }
        }
    }

    @Override
    public synchronized void close() {
        if (prometheus != null) {
            prometheus.close();
            prometheus = null;
        }
    }
}
