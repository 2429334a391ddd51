/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real Apache Flume as a process: a source, a memory channel and a file_roll sink. */
public final class FlumeAgent implements AutoCloseable {

    private final Path output;
    private final Process process;

    /**
     * Starts it.
     *
     * @param directory gets what it prints, and its output
     * @param source    the settings of its source, each as {@code name = value}
     * @param capacity  of its channel, in events
     * @param sinking   whether it has a sink that takes events out of the channel
     */
    public FlumeAgent(Path directory, List<String> source, int capacity, boolean sinking) throws IOException {
        output = Files.createDirectories(directory.resolve("flume-out"));
        Path configuration = directory.resolve("flume.conf");
        Files.writeString(configuration, """
                a.sources = s
                a.channels = c
                a.sinks = %s
                a.sources.s.channels = c
                %s
                a.channels.c.type = memory
                a.channels.c.capacity = %d
                a.channels.c.transactionCapacity = %d
                a.sinks.k.type = file_roll
                a.sinks.k.sink.directory = %s
                a.sinks.k.sink.rollInterval = 0
                a.sinks.k.sink.batchSize = 1
                a.sinks.k.channel = c
                """.formatted(sinking ? "k" : "", source.stream().map(setting -> "a.sources.s." + setting)
                        .collect(Collectors.joining("\n")), capacity, capacity, output));
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:TieredStopAtLevel=1", "-cp", Path.of("target/flume-lib").toAbsolutePath() + "/*",
                "org.apache.flume.node.Application", "--no-reload-conf", "--conf-file", configuration.toString(), "--name", "a")
                .redirectErrorStream(true).redirectOutput(directory.resolve("flume.out").toFile()).start();
    }

    /** The lines Flume has written, also in earlier runs on the same directory. */
    public List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    /** Ends it as a power cut would end it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it as an operator does; it writes its positions. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
