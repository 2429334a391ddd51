/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.flumecamel.core.Event;
import org.flumecamel.testkit.ProbeSink;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A source on the directory {@code spool} of a test, in a Camel context of its own, so that it can be stopped and started as
 * an agent is. What it delivers is collected over all starts.
 */
final class Spool implements AutoCloseable {

    final Path dir;
    final ProbeSink probe = new ProbeSink();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, Object> beans = new LinkedHashMap<>();
    private Processor target = probe;
    private DefaultCamelContext context;
    private long placed;

    Spool(Path directory) throws IOException {
        dir = Files.createDirectories(directory.resolve("spool"));
        options.put("spoolDir", dir.toString());
        options.put("pollDelay", "20");
        options.put("backoffSleepIncrement", "20");
    }

    Spool with(String option, Object value) {
        options.put(option, String.valueOf(value));
        return this;
    }

    Spool bind(String name, Object bean) {
        beans.put(name, bean);
        return this;
    }

    Spool to(Processor other) {
        target = other;
        return this;
    }

    Spool start() throws Exception {
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(2);
        beans.forEach(context.getRegistry()::bind);
        String uri = "flume-spooldir:s1?" + options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue()).collect(Collectors.joining("&"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("spool").errorHandler(noErrorHandler()).process(target);
            }
        });
        try {
            context.start();
        } catch (Exception e) {
            close();
            throw e;
        }
        return this;
    }

    DefaultCamelContext context() {
        return context;
    }

    SpooldirConsumer consumer() {
        return (SpooldirConsumer) context.getRoute("spool").getConsumer();
    }

    void restart() throws Exception {
        close();
        start();
    }

    @Override
    public void close() {
        if (context != null) {
            context.stop();
            context = null;
        }
    }

    /** Places a file as it should be done: under a hidden name first. Each is a second younger than the one before. */
    Path place(String name, byte[] content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Path draft = Files.write(file.resolveSibling("." + file.getFileName()), content);
        Files.setLastModifiedTime(draft, FileTime.fromMillis(1_700_000_000_000L + 1000 * placed++));
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    Path place(String name, String content) throws IOException {
        return place(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Places a file with the lines {@code prefix-from} to {@code prefix-(to - 1)}. */
    Path placeLines(String name, String prefix, int from, int to) throws IOException {
        return place(name, text(prefix, from, to));
    }

    static String text(String prefix, int from, int to) {
        return lines(prefix, from, to).stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    static List<String> lines(String prefix, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> prefix + "-" + i).toList();
    }

    List<Event> events() {
        return probe.events();
    }

    List<String> delivered() {
        return events().stream().map(event -> event.bodyAsString(StandardCharsets.UTF_8)).toList();
    }

    /** Names below the directory, hidden ones left out, in their order. */
    List<String> names() {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile).map(dir::relativize)
                    .filter(file -> !file.toString().startsWith(".") && !file.toString().contains("/.")).map(Path::toString)
                    .sorted().toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of("renamed meanwhile");
        }
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
    }

    /** Waits until these files are there and no others. */
    void awaitNames(String... names) {
        await().untilAsserted(() -> assertThat(names()).containsExactly(names));
    }

    /** Waits until so many events are there; checks that they are these, in this order. */
    void expect(List<String> lines) {
        await().until(() -> probe.count() >= lines.size());
        assertThat(delivered()).isEqualTo(lines);
    }

    void expect(String... lines) {
        expect(List.of(lines));
    }

    String reason(String name) throws IOException {
        return Files.readString(dir.resolve(name));
    }
}
