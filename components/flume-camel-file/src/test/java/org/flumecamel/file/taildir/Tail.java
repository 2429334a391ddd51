/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.flumecamel.core.Event;
import org.flumecamel.testkit.ProbeSink;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A source on the directory {@code logs} of a test, in a Camel context of its own, so that it can be stopped and started as
 * an agent is. What it delivers is collected over all starts.
 */
final class Tail implements AutoCloseable {

    final Path logs;
    final Path positions;
    final ProbeSink probe = new ProbeSink();
    private final Map<String, String> options = new LinkedHashMap<>();
    private Processor target = probe;
    private DefaultCamelContext context;

    Tail(Path directory) throws IOException {
        logs = Files.createDirectories(directory.resolve("logs"));
        positions = directory.resolve("state/positions.json");
        options.put("filegroups.g", logs + "/.*[.]log");
        options.put("positionFile", positions.toString());
        options.put("writePosInterval", "20");
    }

    Tail with(String option, Object value) {
        options.put(option, String.valueOf(value));
        return this;
    }

    Tail without(String option) {
        options.remove(option);
        return this;
    }

    /** Only files with this regular expression as name. */
    Tail matching(String regex) {
        return with("filegroups.g", logs + "/" + regex);
    }

    Tail to(Processor other) {
        target = other;
        return this;
    }

    Tail start() throws Exception {
        return start(null);
    }

    /** Starts with further routes. */
    Tail start(RouteBuilder more) throws Exception {
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(2);
        String uri = "flume-taildir:t1?" + options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue()).collect(Collectors.joining("&"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("tail").errorHandler(noErrorHandler()).process(target);
            }
        });
        try {
            if (more != null) {
                context.addRoutes(more);
            }
            context.start();
        } catch (Exception e) {
            close();
            throw e;
        }
        return this;
    }

    void stop() {
        close();
    }

    void restart() throws Exception {
        stop();
        start();
    }

    DefaultCamelContext context() {
        return context;
    }

    @Override
    public void close() {
        if (context != null) {
            context.stop();
            context = null;
        }
    }

    Path log(String name) {
        return logs.resolve(name);
    }

    void append(String name, String text) throws IOException {
        append(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void append(String name, byte[] bytes) throws IOException {
        Files.write(log(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Appends the lines {@code prefix-from} to {@code prefix-(to - 1)}. */
    void appendLines(String name, String prefix, int from, int to) throws IOException {
        append(name, lines(prefix, from, to).stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    void rename(String from, String to) throws IOException {
        Files.move(log(from), log(to));
    }

    static List<String> lines(String prefix, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> prefix + "-" + i).toList();
    }

    @SafeVarargs
    static List<String> all(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    List<Event> events() {
        return probe.events();
    }

    List<String> delivered() {
        return events().stream().map(event -> event.bodyAsString(StandardCharsets.UTF_8)).toList();
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
    }

    /** Waits until so many events are there; checks that they are these, in this order. */
    void expect(String... lines) {
        expect(List.of(lines));
    }

    void expect(List<String> lines) {
        await().until(() -> probe.count() >= lines.size());
        assertThat(delivered()).isEqualTo(lines);
    }

    /** Checks that nothing more comes for a while in which several looks are taken. */
    void expectNothingMore() {
        int count = probe.count();
        Awaitility.await().during(Duration.ofMillis(700)).atMost(Duration.ofSeconds(5)).until(() -> probe.count() == count);
    }
}
