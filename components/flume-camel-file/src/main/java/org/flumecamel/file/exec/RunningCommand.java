/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.flumecamel.file.journal.LineEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command that runs. Its output is read by a thread of its own that keeps no more than a few blocks: when nobody takes
 * them the command finds its pipe full and waits.
 */
final class RunningCommand {

    private static final Logger LOG = LoggerFactory.getLogger(RunningCommand.class);

    private static final int BLOCK = 64 * 1024;
    private static final int BLOCKS = 4;
    /** Longest line of the standard error output that is logged as one, in bytes. */
    private static final int LOG_LINE = 4096;
    /** How long a command may take to end when it is asked to, in milliseconds. */
    private static final long GRACE = 2000;
    private static final byte[] END = {};

    private final String source;
    private final Process process;
    private final BlockingQueue<byte[]> printed = new ArrayBlockingQueue<>(BLOCKS);

    /** @param stdErrLines how lines end in the standard error output if it is to be logged, or null */
    RunningCommand(String source, List<String> words, LineEnd stdErrLines) throws IOException {
        this.source = source;
        ProcessBuilder builder = new ProcessBuilder(words);
        if (stdErrLines == null) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        process = builder.start();
        process.getOutputStream().close();
        LOG.info("Source {}: the command runs as process {}", source, process.pid());
        start("output", this::readOutput);
        if (stdErrLines != null) {
            start("errors", () -> logErrors(stdErrLines));
        }
    }

    private void start(String what, Runnable reading) {
        Thread thread = new Thread(reading, what + " of process " + process.pid() + " of " + source);
        thread.setDaemon(true);
        thread.start();
    }

    private void readOutput() {
        byte[] block = new byte[BLOCK];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                if (count > 0) {
                    printed.put(Arrays.copyOf(block, count));
                }
            }
        } catch (IOException e) {
            LOG.debug("The output of process {} ends", process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            printed.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void logErrors(LineEnd lineEnd) {
        PrintedLines lines = new PrintedLines(lineEnd, LOG_LINE, (array, from, length, piece) -> LOG.warn(
                "Source {}: the command says: {}", source, new String(array, from, length, StandardCharsets.UTF_8)));
        byte[] block = new byte[LOG_LINE];
        try (InputStream in = process.getErrorStream()) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                lines.add(Arrays.copyOf(block, count));
            }
            lines.end();
        } catch (IOException e) {
            LOG.debug("The errors of process {} end", process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was printed next, or null if nothing was for so long. {@link #isEnd} tells the end. */
    byte[] next(long nanos) throws InterruptedException {
        return printed.poll(nanos, TimeUnit.NANOSECONDS);
    }

    static boolean isEnd(byte[] printed) {
        return printed == END;
    }

    /** Whether the command has ended. */
    boolean hasEnded() {
        return !process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Ends the command and all it has started: asks them to, and kills what has not ended in time. */
    void end() {
        List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
        tree.add(process.toHandle());
        tree.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE);
        while (tree.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        for (ProcessHandle each : tree) {
            each.descendants().forEach(ProcessHandle::destroyForcibly);
            each.destroyForcibly();
        }
    }
}
