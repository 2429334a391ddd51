/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.io.TempDir;

/** Routes with {@code hdfs} endpoints on the local file system. */
abstract class CamelHdfsTestSupport extends FlumeTestSupport {

    static final String LOCAL = "fileSystemType=LOCAL";

    @TempDir
    Path folder;

    private final AtomicInteger routes = new AtomicInteger();

    /** The URI of an endpoint on a path in the folder of the test. */
    final String local(String path, String... options) {
        return "hdfs:localhost" + folder + "/" + path + "?" + LOCAL + (options.length == 0 ? "" : "&")
               + String.join("&", options);
    }

    final void writeTo(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").noStreamCaching().routeId("writer").errorHandler(noErrorHandler()).to(uri);
            }
        });
    }

    /** Starts a consumer that polls all the time and sends to {@code mock:out}, whose expectations are to be set before. */
    final MockEndpoint readFrom(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri + "&initialDelay=0&delay=20").routeId("reader" + routes.incrementAndGet())
                        .errorHandler(noErrorHandler()).to("mock:out");
            }
        });
        MockEndpoint out = getMockEndpoint("mock:out");
        out.setResultWaitTime(PATIENCE.toMillis());
        return out;
    }

    final void send(Object body, Map<String, Object> headers) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        template.send("direct:in", exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    final void send(Object body) throws Exception {
        send(body, Map.of());
    }

    final String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    final void put(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    /** The names of the files below a directory, in their order. */
    final List<String> names(String directory) throws IOException {
        if (!Files.isDirectory(folder.resolve(directory))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    final List<String> texts(String directory) throws IOException {
        return names(directory).stream().map(name -> {
            try {
                return text(directory + "/" + name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).sorted().toList();
    }
}
