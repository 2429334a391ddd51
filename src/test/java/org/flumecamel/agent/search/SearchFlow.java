/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.search;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.PackagedAgent;
import org.flumecamel.agent.fault.SteadyWriter;
import org.flumecamel.agent.fault.Tally;

/** A writer that never stops, the packaged agent that tails what it writes into a durable channel, and an index. */
final class SearchFlow implements AutoCloseable {

    private static final int LENGTH = 190;
    private static final long PATIENCE = 120;

    private final Path directory;
    private final String index;
    private final SteadyWriter writer;
    private final Path routes;
    private final Path folder = Path.of(System.getProperty("agent.folder"));
    private final List<String> jvm = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    private final Map<String, Object> values = new LinkedHashMap<>();
    private JavaProcess agent;

    /** @param directory an empty one */
    SearchFlow(Path directory, String index, int linesPerSecond) throws IOException, URISyntaxException {
        this.directory = directory;
        this.index = index;
        this.routes = Path.of(SearchFlow.class.getResource("/search/tail-to-index.yaml").toURI());
        Path in = Files.createDirectory(directory.resolve("in"));
        values.putAll(Map.of("in", in, "state", Files.createDirectory(directory.resolve("state")), "index", index,
            SearchServer.SETTING, SearchServer.address(), "flume.home", PackagedAgent.home(folder, directory.resolve("home")),
            "consumers", 1, "batch", 1000, "flume.retry.redeliveryDelay", 50, "flume.retry.maximumRedeliveryDelay", 200));
        this.writer = new SteadyWriter(in, linesPerSecond, LENGTH);
    }

    /** A setting of the agent. */
    SearchFlow with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** An option of the agent's virtual machine. */
    SearchFlow withJvm(String option) {
        jvm.add(option);
        return this;
    }

    void start() throws IOException {
        agent = PackagedAgent.start(folder, jvm, values, routes, directory);
    }

    JavaProcess agent() {
        return agent;
    }

    long indexed() {
        return SearchServer.count(index);
    }

    /** Waits until documents are indexed that were not before. */
    void awaitProgress() {
        long before = indexed();
        await("Progress", () -> indexed() > before);
    }

    void await(String what, BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            agent.requireAlive();
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE)) {
                throw new IllegalStateException(what + " did not happen; the end of the log:\n" + agent.endOfLog());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Lets all run for some time. */
    void run(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /**
     * Ends the writer, waits for what is on its way, stops the agent, and reads all documents.
     *
     * @throws IllegalStateException if not every line is there, once and as it was written
     */
    void requireAllOnce() throws Exception {
        writer.close();
        long written = writer.written();
        await("All of " + written + " lines", () -> indexed() >= written);
        agent.stop();
        Path all = directory.resolve("all");
        try (BufferedWriter out = Files.newBufferedWriter(all)) {
            SearchServer.documents(index, document -> line(out, document));
        }
        Tally tally = new Tally(LENGTH);
        tally.add(all);
        long lost = writer.streams().entrySet().stream()
            .mapToLong(stream -> tally.stream(stream.getKey()).lost(stream.getValue())).sum();
        if (lost != 0 || tally.again() != 0 || tally.altered() != 0 || tally.distinct() != written) {
            throw new IllegalStateException("Of " + written + " lines " + lost + " are lost, " + tally.again() + " twice, "
                                            + tally.altered() + " altered " + tally.strange());
        }
        System.out.println(index + ": " + written + " lines, all there, once");
    }

    private static void line(BufferedWriter out, JsonNode document) {
        try {
            out.write(document.path("message").asText());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
        if (agent != null) {
            agent.close();
        }
    }
}
