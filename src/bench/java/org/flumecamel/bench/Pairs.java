/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Runs both sides in alternating pairs and prints what came out, once all of it was checked. */
final class Pairs {

    /** One run of one side: starts it, measures it, and fails if its output is not exactly the work. */
    interface Work {
        Run run(Side side) throws Exception;
    }

    private final Map<Side, List<Run>> runs = new EnumMap<>(Side.class);
    private final List<Side> sides;

    Pairs(Options options) {
        this(options, Side.FLUME);
    }

    /** @param other the side that ours is compared with */
    Pairs(Options options, Side other) {
        String only = options.text("only", "");
        sides = only.isEmpty() ? List.of(Side.CAMEL, other) : List.of(Side.valueOf(only.toUpperCase(Locale.ROOT)));
        sides.forEach(side -> runs.put(side, new ArrayList<>()));
    }

    Pairs run(long pairs, Work work) throws Exception {
        for (int i = 0; i < pairs; i++) {
            List<Side> order = new ArrayList<>(sides);
            if (i % 2 == 1) {
                java.util.Collections.reverse(order);
            }
            for (Side side : order) {
                Machine.sync();
                Run run = work.run(side);
                runs.get(side).add(run);
                System.err.printf(Locale.ROOT, "  pair %d %s: checked, %,.0f events/s%n", i + 1, side.label(),
                        run.events());
            }
        }
        return this;
    }

    void print() {
        System.out.printf("%-6s %4s %12s %9s %14s %14s %9s %9s %7s%n", "side", "run", "events/s", "MB/s", "CPU s/M total",
                "CPU s/M window", "total s", "peak MiB", "others");
        for (Side side : sides) {
            for (int i = 0; i < runs.get(side).size(); i++) {
                row(side, Integer.toString(i + 1), runs.get(side).get(i));
            }
            row(side, "med", new Run(median(side, Run::events), median(side, Run::bytes), median(side, Run::windowCpu),
                    median(side, Run::totalCpu), median(side, Run::totalSeconds), median(side, Run::peakMib),
                    median(side, Run::others)));
        }
        if (sides.size() == 2) {
            ratios("throughput", Run::events);
            ratios("CPU/event, whole run", Run::totalCpu);
            ratios("CPU/event, from first output", Run::windowCpu);
            ratios("peak RSS", Run::peakMib);
        }
    }

    private void row(Side side, String name, Run run) {
        System.out.printf(Locale.ROOT, "%-6s %4s %,12.0f %9.1f %14.3f %14.3f %9.2f %9.0f %7.2f%n", side.label(), name,
                run.events(), run.bytes() / 1e6, run.totalCpu(), run.windowCpu(), run.totalSeconds(), run.peakMib(),
                run.others());
    }

    private void ratios(String what, ToDoubleFunction<Run> figure) {
        List<Run> ours = runs.get(Side.CAMEL);
        List<Run> theirs = runs.get(sides.get(1));
        double[] ratios = new double[ours.size()];
        StringBuilder each = new StringBuilder();
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i));
            each.append(String.format(Locale.ROOT, " %.2f", ratios[i]));
        }
        System.out.printf(Locale.ROOT, "camel / %s, %-30s median %.2f  (pairs:%s)%n", sides.get(1).label(), what,
                median(ratios), each);
    }

    private double median(Side side, ToDoubleFunction<Run> figure) {
        return median(runs.get(side).stream().mapToDouble(figure).toArray());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
