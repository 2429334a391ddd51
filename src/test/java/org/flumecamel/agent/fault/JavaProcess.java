/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program as a process of its own, seen from outside: its CPU time, its memory, its end. */
public final class JavaProcess implements AutoCloseable {

    /** Clock ticks per second in /proc/&lt;pid&gt;/stat; the same on every Linux Java runs on. */
    private static final double TICKS = 100.0;

    private final Process process;
    private final Path log;
    private final long startedAt;

    private JavaProcess(Process process, Path log, long startedAt) {
        this.process = process;
        this.log = log;
        this.startedAt = startedAt;
    }

    /**
     * Starts a program.
     *
     * @param arguments what follows {@code java}
     * @param directory to run it in
     * @param log       gets what it prints, after what is there already
     */
    public static JavaProcess start(List<String> arguments, Path directory, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        long startedAt = System.nanoTime();
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        return new JavaProcess(process, log, startedAt);
    }

    /** When it was started, on {@link System#nanoTime()}'s clock. */
    public long startedAt() {
        return startedAt;
    }

    /** User and system CPU seconds of all its threads so far. It must be alive. */
    public double cpuSeconds() {
        String stat = proc("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    /** The most memory it ever had resident, in KiB. It must be alive. */
    public long peakResidentKib() {
        return proc("status").lines().filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", "")).mapToLong(Long::parseLong).findFirst().orElseThrow();
    }

    private String proc(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException("The process has ended; the end of its log:\n" + endOfLog(), e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** @throws IllegalStateException if it has ended, with the end of its log */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The process has ended with " + process.exitValue() + "; the end of its log:\n"
                                            + endOfLog());
        }
    }

    /** Whether its log has these words, also from an earlier process with the same log. */
    public boolean hasSaid(String words) {
        try {
            return Files.readString(log).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of what it printed. */
    public String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "(not readable: " + e + ")";
        }
    }

    /** Sends it a signal: {@code STOP}, {@code CONT}, {@code TERM}. */
    public void signal(String name) throws IOException, InterruptedException {
        requireAlive();
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    /** Ends it as a power cut would end it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end and gives its exit code; it is killed if it takes longer than a minute. */
    public int stop() throws InterruptedException {
        process.destroy();
        return await(60);
    }

    /** Waits until it ends and gives its exit code; it is killed if it takes longer than so many seconds. */
    public int await(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("The process does not end; the end of its log:\n" + endOfLog());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
