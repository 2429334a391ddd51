/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The folder that users get, in a place of its own, and processes that are started from it. */
final class PackagedAgent {

    private static final Path PACKAGED = Path.of(System.getProperty("agent.folder"));
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path home;

    /** Copies the folder; the jars in its lib, which nobody changes, are linked. */
    PackagedAgent(Path home) throws IOException {
        this.home = home;
        try (Stream<Path> files = Files.walk(PACKAGED)) {
            for (Path file : files.toList()) {
                copy(file, home.resolve(PACKAGED.relativize(file).toString()));
            }
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        String name = PACKAGED.relativize(file).toString();
        if (Stream.of("log", "data", "state", "deadletter").anyMatch(name::startsWith)) {
            return;
        }
        if (Files.isDirectory(file)) {
            Files.createDirectories(target);
        } else if (name.startsWith("lib") && name.endsWith(".jar")) {
            Files.createSymbolicLink(target, file);
        } else {
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    Path home() {
        return home;
    }

    /** Starts {@code java -jar flume-camel.jar} in a directory. */
    Running start(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", home.resolve("flume-camel.jar").toString()));
        command.addAll(Arrays.asList(arguments));
        return start(directory, environment, command);
    }

    static Running start(Path directory, Map<String, String> environment, List<String> command) throws IOException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(new LinkedHashMap<>(environment));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new Running(builder.start(), out, err);
    }

    /** Runs it to its end. */
    Ended run(Path directory, String... arguments) throws IOException, InterruptedException {
        return start(directory, Map.of(), arguments).await();
    }

    /** A process that runs. */
    record Running(Process process, Path outFile, Path errFile) {

        String out() {
            try {
                return Files.readString(outFile, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Ended await() throws IOException, InterruptedException {
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends; it has said: %s", out()).isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Ended(process.exitValue(), out(), Files.readString(errFile, StandardCharsets.UTF_8));
        }
    }

    /** What a process has ended with. */
    record Ended(int code, String out, String err) {
    }
}
