/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that says what it does, until it is killed. */
final class ChildProcess implements AutoCloseable {

    /** How long it may take to say what is waited for. */
    private static final long PATIENCE_SECONDS = 240;

    private final Process process;
    private final BufferedReader lines;
    private final List<String> said = new ArrayList<>();
    private boolean failing;

    private ChildProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.US_ASCII);
    }

    /**
     * Starts a class of the tests.
     *
     * @param before      what precedes {@code java}
     * @param environment what is set for it
     */
    static ChildProcess java(List<String> before, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        return java(before, environment, "-Xmx128m", main, arguments);
    }

    /** Starts a class of the tests with a heap of its own. */
    static ChildProcess java(
            List<String> before, Map<String, String> environment, String heap, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap,
                "-XX:TieredStopAtLevel=1", "-Dlog4j2.configurationFile=log4j2-test.properties", "-Dlog4j2.level=ERROR", "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    /** Reads what it says until it has said a number of lines that begin so; one that hangs is ended. */
    void await(String beginning, int count) throws IOException {
        CompletableFuture<Void> reading = new CompletableFuture<Void>().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        reading.whenComplete((read, late) -> {
            if (late != null) {
                end();
            }
        });
        try {
            read(beginning, count);
        } finally {
            reading.complete(null);
        }
    }

    private void read(String beginning, int count) throws IOException {
        for (int seen = 0; seen < count;) {
            String line = lines.readLine();
            if (line == null) {
                throw new IllegalStateException("The child has ended, or was ended, after " + said.size() + " lines");
            }
            said.add(line);
            if (line.startsWith(beginning)) {
                seen++;
            } else if (line.startsWith("FAIL") && !failing) {
                throw new IllegalStateException("The child says " + line);
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** From now on it may say that something has failed. */
    void mayFail() {
        failing = true;
    }

    /** Ends it as {@code kill -9} does, and reads what it had said before. */
    void kill() throws IOException, InterruptedException {
        end();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
        }
        process.waitFor();
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // not the process's own method, which would close what it has said
        process.toHandle().destroyForcibly();
    }

    /** What it has said so far. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** The numbers of the whole lines that begin so. */
    Set<Integer> numbers(String beginning) {
        Set<Integer> numbers = new HashSet<>();
        said.stream().filter(line -> line.startsWith(beginning))
                .forEach(line -> numbers.add(Integer.valueOf(line.substring(beginning.length()).strip())));
        return numbers;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
