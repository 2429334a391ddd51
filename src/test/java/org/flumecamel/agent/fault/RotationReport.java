/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what a {@link RotatingWriter} wrote with what arrived, by what became of the file. */
public final class RotationReport {

    /** What happened to the lines of all generations that ended in one way. */
    public static final class Sum {
        private int generations;
        private long lines;
        private long lost;
        private long twice;
        private long disordered;
        private double oldestLost;

        public long lost() {
            return lost;
        }

        public long twice() {
            return twice;
        }

        public long disordered() {
            return disordered;
        }

        /** How long before the end of its generation the oldest lost line was written, in milliseconds. */
        public double oldestLost() {
            return oldestLost;
        }
    }

    private final Map<Ending, Sum> sums = new EnumMap<>(Ending.class);
    private final Tally tally;

    public RotationReport(List<Generation> generations, Tally tally) {
        this.tally = tally;
        for (Generation generation : generations) {
            Sum sum = sums.computeIfAbsent(generation.ending(), ending -> new Sum());
            Tally.Arrived arrived = tally.stream(generation.stream());
            List<Long> missing = arrived.missing(generation.lines());
            sum.generations++;
            sum.lines += generation.lines();
            sum.lost += missing.size();
            sum.twice += arrived.again();
            sum.disordered += arrived.disordered();
            for (long line : missing) {
                sum.oldestLost = Math.max(sum.oldestLost, generation.ageAtEnd(line));
            }
        }
    }

    /** The lines of all generations that ended in one way. */
    public Sum of(Ending ending) {
        return sums.getOrDefault(ending, new Sum());
    }

    /**
     * What is wrong, in sentences; empty if nothing is.
     *
     * @param windowMillis how old a line may be that is lost because its file was emptied before it was read
     */
    public List<String> faults(double windowMillis) {
        List<String> faults = new ArrayList<>();
        sums.forEach((ending, sum) -> {
            if (ending.isReadableToItsEnd() && sum.lost > 0) {
                faults.add(ending + ": " + sum.lost + " lines lost of files that could be read to their end");
            }
            if (sum.oldestLost > windowMillis) {
                faults.add(ending + ": a line was lost that had been there for " + Math.round(sum.oldestLost) + " ms");
            }
            if (sum.twice > 0) {
                faults.add(ending + ": " + sum.twice + " lines twice");
            }
            if (sum.disordered > 0) {
                faults.add(ending + ": " + sum.disordered + " lines out of order");
            }
        });
        if (tally.altered() > 0 || tally.torn() > 0) {
            faults.add(tally.altered() + " lines altered, " + tally.torn() + " torn: " + tally.strange());
        }
        return faults;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format("%-14s %11s %9s %8s %8s %12s %22s%n", "ending", "generations",
                "lines", "lost", "twice", "out of order", "oldest lost line (ms)"));
        sums.forEach((ending, sum) -> text.append(String.format(Locale.ROOT, "%-14s %11d %9d %8d %8d %12d %22.1f%n", ending,
                sum.generations, sum.lines, sum.lost, sum.twice, sum.disordered, sum.oldestLost)));
        return text.append(String.format("altered %d, torn %d, repeated first lines that arrived %d%n", tally.altered(),
                tally.torn(), tally.comments())).toString();
    }
}
