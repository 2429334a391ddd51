/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.flumecamel.agent.fault.Generation;
import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.Quiet;
import org.flumecamel.agent.fault.RotatingWriter;
import org.flumecamel.agent.fault.RotationReport;
import org.flumecamel.agent.fault.Tally;

/** ROTATE: a running agent, and a log file that is rotated under load in every way. */
final class Rotations {

    private final Options options;
    private final Path work;
    private final Side side;
    private final int rotations;
    private final long seed;
    private final int rate;
    private final int life;
    private final double window;
    private final boolean rotated;
    private final String pattern;
    private final long idle;
    private final boolean keep;
    private final List<String> jvm;

    Rotations(Options options) {
        this.options = options;
        this.work = options.work().resolve("rotate");
        this.side = Side.valueOf(options.text("only", "camel").toUpperCase(Locale.ROOT));
        this.rotations = (int) options.number("rotations", 200);
        this.seed = options.number("seed", new Random().nextInt(1_000_000));
        this.rate = (int) options.number("rate", 4000);
        this.life = (int) options.number("life", 300);
        this.window = options.number("window", 1000);
        this.rotated = options.text("match", "live").equals("rotated");
        this.pattern = rotated ? "app\\.log(\\.\\d+)?" : "app\\.log";
        this.idle = options.number("idle", 120_000);
        this.keep = options.flag("keep");
        this.jvm = options.jvm("-Xms256m -Xmx256m");
    }

    void run() throws Exception {
        options.requireAllKnown();
        System.out.printf("ROTATE: %s, %d rotations, seed %d, pattern %s, %d lines/s and bursts, files live %d to %d ms, %s%n",
                side.label(), rotations, seed, pattern, rate, life, 3 * life, Machine.description());
        Machine.delete(work);
        Path in = Files.createDirectories(work.resolve("in"));
        Path out = Files.createDirectories(work.resolve("out"));
        Path state = Files.createDirectories(work.resolve("state"));
        Map<String, ?> values = Map.of("in", in, "out", out, "state", state, "pattern", pattern, "idle", idle);
        List<Generation> generations;
        try (JavaProcess agent = side.start(options, "fault-roll", jvm, values, work)) {
            RotatingWriter writer = new RotatingWriter(in, seed, rate, life);
            writer.start();
            Quiet.awaitFirst(out, agent);
            generations = writer.run(rotations);
            Quiet.await(out, 5000, agent);
            agent.stop();
        }
        RotationReport report = new RotationReport(generations, new Tally(RotatingWriter.LONGEST).addAll(out));
        System.out.print(report);
        List<String> faults = report.faults(window, rotated);
        System.out.println(faults.isEmpty() ? "Nothing wrong" : "WRONG: " + String.join("\n       ", faults));
        if (!keep) {
            Machine.delete(work);
        }
    }
}
