/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine;

/** The agent in the JVM of a test, with a home of its own. */
final class TestAgent implements AutoCloseable {

    private final Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    TestAgent(Path home) {
        this.home = home;
        System.setProperty(AgentHome.PROPERTY, home.toString());
        System.setProperty("flume.log", home.resolve("log").toString());
    }

    /** Writes a file below the home. */
    Path file(String name, String... lines) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, List.of(lines));
    }

    /** Runs files with options and returns the exit code. */
    int run(Path file, String... arguments) {
        return run(List.of(file), arguments);
    }

    int run(List<Path> files, String... arguments) {
        RunOptions options = new RunOptions();
        new CommandLine(new Bare(options)).parseArgs(new ArrayList<>(List.of(arguments)).toArray(String[]::new));
        options.setFiles(files);
        return new AgentRun(options, print(out), print(err)).execute();
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.clearProperty(AgentHome.PROPERTY);
        System.clearProperty("flume.log");
    }

    @CommandLine.Command(name = "test")
    private static final class Bare {

        @CommandLine.Mixin
        private final RunOptions options;

        private Bare(RunOptions options) {
            this.options = options;
        }
    }
}
