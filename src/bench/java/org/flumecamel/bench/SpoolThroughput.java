/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.Line;
import org.flumecamel.agent.fault.Tally;

/** WS: a spool directory with many files that are there already, through a channel in memory into rolling files. */
final class SpoolThroughput {

    private static final String SUFFIX = ".COMPLETED";

    private final Options options;
    private final Path work;
    private final int length;
    private final int files;
    private final long linesPerFile;
    private final List<String> jvm;

    SpoolThroughput(Options options) {
        this.options = options;
        this.work = options.work().resolve("ws");
        this.length = (int) options.number("length", 190);
        this.files = (int) options.number("files", 1000);
        this.linesPerFile = options.number("bytes", 500_000_000) / files / length;
        this.jvm = options.jvm("-Xms512m -Xmx512m");
    }

    void run() throws Exception {
        Pairs pairs = new Pairs(options);
        long count = options.number("pairs", 5);
        options.requireAllKnown();
        System.out.printf("WS: %d files of %d lines of %d bytes, JVM %s, %s%n", files, linesPerFile, length, jvm,
                Machine.description());
        Machine.delete(work);
        generate(Files.createDirectories(work.resolve("in")));
        pairs.run(count, this::once).print();
        Machine.delete(work);
    }

    private void generate(Path in) throws IOException {
        byte[] content = new byte[(int) linesPerFile * length];
        for (int file = 0; file < files; file++) {
            for (int line = 0; line < linesPerFile; line++) {
                Line.write(content, line * length, file, line, length);
            }
            Files.write(in.resolve("file-" + file + ".log"), content);
        }
    }

    private Run once(Side side) throws Exception {
        Path run = work.resolve("run");
        Machine.delete(run);
        Path in = work.resolve("in");
        reset(in);
        Path out = Files.createDirectories(run.resolve("out"));
        Map<String, ?> values = Map.of("in", in, "out", out, "state", Files.createDirectories(run.resolve("state")));
        Run measured;
        try (JavaProcess agent = side.start(options, "spool", jvm, values, run)) {
            measured = new Meter(agent, () -> Machine.size(out)).measure(1, files * linesPerFile * length, length, true);
            agent.stop();
        }
        new Tally(length).addAll(out).requireExactly(IntStream.range(0, files).boxed()
                .collect(Collectors.toMap(file -> file, file -> linesPerFile)));
        Machine.delete(run);
        return measured;
    }

    /** Gives completed files the names they had. */
    private static void reset(Path in) throws IOException {
        Machine.delete(in.resolve(".flumespool"));
        try (Stream<Path> entries = Files.list(in)) {
            for (Path file : entries.filter(entry -> entry.toString().endsWith(SUFFIX)).toList()) {
                String name = file.getFileName().toString();
                Files.move(file, file.resolveSibling(name.substring(0, name.length() - SUFFIX.length())));
            }
        }
    }
}
