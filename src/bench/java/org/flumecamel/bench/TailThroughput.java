/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.Line;
import org.flumecamel.agent.fault.Tally;

/** WT and WTD: the tail of a file that is there already, through a channel, into rolling files. */
final class TailThroughput {

    private static final int STREAM = 1;

    private final Options options;
    private final Path work;
    private final int length;
    private final long lines;
    private final List<String> jvm;
    private final String configuration;

    /**
     * @param configuration the standard one
     * @param bytes         of the file, if the command line says nothing else
     */
    TailThroughput(Options options, String configuration, long bytes) {
        this.options = options;
        this.work = options.work().resolve("wt");
        this.length = (int) options.number("length", 190);
        this.lines = options.number("bytes", bytes) / length;
        this.jvm = options.jvm("-Xms512m -Xmx512m");
        this.configuration = options.text("config", configuration);
    }

    void run() throws Exception {
        Pairs pairs = new Pairs(options);
        long count = options.number("pairs", 5);
        options.requireAllKnown();
        System.out.printf("%s: %d lines of %d bytes, configuration %s, JVM %s, %s%n", options.workload(), lines, length,
                configuration, jvm, Machine.description());
        Machine.delete(work);
        Path in = Files.createDirectories(work.resolve("in"));
        generate(in.resolve("app.log"));
        pairs.run(count, this::once).print();
        Machine.delete(work);
    }

    private void generate(Path file) throws IOException {
        byte[] block = new byte[Math.max(1, (1 << 20) / length) * length];
        try (OutputStream out = Files.newOutputStream(file)) {
            int at = 0;
            for (long line = 0; line < lines; line++) {
                Line.write(block, at, STREAM, line, length);
                at += length;
                if (at == block.length) {
                    out.write(block);
                    at = 0;
                }
            }
            out.write(block, 0, at);
        }
    }

    private Run once(Side side) throws Exception {
        Path run = work.resolve("run");
        Machine.delete(run);
        Path out = Files.createDirectories(run.resolve("out"));
        Map<String, ?> values = Map.of("in", work.resolve("in"), "out", out, "state", run.resolve("state"));
        Files.createDirectories(run.resolve("state"));
        Run measured;
        try (JavaProcess agent = side.start(options, configuration, jvm, values, run)) {
            measured = new Meter(agent, () -> Machine.size(out)).measure(1, lines * length, length, true);
            agent.stop();
        }
        new Tally(length).addAll(out).requireExactly(Map.of(STREAM, lines));
        Machine.delete(run);
        return measured;
    }
}
