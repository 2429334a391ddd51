/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.Line;
import org.flumecamel.agent.fault.Tally;

/** START: from the start of the process until the first line of a file that was there before is in the output. */
final class StartUp {

    private static final int LENGTH = 190;

    private final Options options;
    private final Path work;
    private final List<String> jvm;

    StartUp(Options options) {
        this.options = options;
        this.work = options.work().resolve("start");
        this.jvm = options.jvm("-Xms512m -Xmx512m");
    }

    void run() throws Exception {
        long pairs = options.number("pairs", 5);
        options.requireAllKnown();
        System.out.printf("START: seconds from process start to the first line in the output, JVM %s, %s%n", jvm,
                Machine.description());
        List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>());
        for (long pair = 0; pair < pairs; pair++) {
            for (Side side : Side.AGENTS) {
                seconds.get(side.ordinal()).add(once(side));
            }
        }
        for (Side side : Side.AGENTS) {
            double[] all = seconds.get(side.ordinal()).stream().mapToDouble(Double::doubleValue).toArray();
            System.out.printf(Locale.ROOT, "%-6s median %.2f s, each %s%n", side.label(), Pairs.median(all),
                    seconds.get(side.ordinal()).stream().map(each -> String.format(Locale.ROOT, "%.2f", each)).toList());
        }
        Machine.delete(work);
    }

    private double once(Side side) throws Exception {
        Machine.delete(work);
        Path in = Files.createDirectories(work.resolve("in"));
        Path out = Files.createDirectories(work.resolve("out"));
        Path state = Files.createDirectories(work.resolve("state"));
        Files.write(in.resolve("app.log"), Line.of(1, 0, LENGTH));
        Map<String, ?> values = Map.of("in", in, "out", out, "state", state);
        try (JavaProcess agent = side.start(options, "tail", jvm, values, work)) {
            Run run = new Meter(agent, () -> Machine.size(out)).measure(LENGTH, LENGTH, LENGTH, true);
            agent.stop();
            new Tally(LENGTH).addAll(out).requireExactly(Map.of(1, 1L));
            return run.totalSeconds();
        }
    }
}
