/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

/** Runs one workload; see README.md beside this. */
final class Bench {

    private static final String WORKLOADS = "W1, W2, W6, WT, WTD, WS, WM, W7, WL, START, OFFER, ROTATE, KILL";

    private Bench() {
    }

    /** What one workload does. */
    interface Workload {
        void run(Options options) throws Exception;
    }

    public static void main(String... arguments) throws Exception {
        run(Bench::run, arguments);
    }

    /** Runs a workload that needs more classes than the others and begins by itself. */
    static void run(Workload workload, String... arguments) throws Exception {
        try {
            workload.run(new Options(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + ". Workloads: " + WORKLOADS);
            System.exit(2);
        }
    }

    private static void run(Options options) throws Exception {
        switch (options.workload()) {
            case "W1" -> new Generator(options).run();
            case "W2" -> new Durable(options).run();
            case "WT" -> new TailThroughput(options, "tail", 2_000_000_000L).run();
            case "WTD" -> new TailThroughput(options, "tail-durable", 500_000_000L).run();
            case "WS" -> new SpoolThroughput(options).run();
            case "WM" -> new Growing(options, "wm", 2000, 2000).run();
            case "WL" -> new Growing(options, "wl", 1, 100).run();
            case "W7" -> new Search(options).run();
            case "START" -> start(options);
            case "OFFER" -> new Offered(options).run();
            case "ROTATE" -> new Rotations(options).run();
            case "KILL" -> new Kills(options).run();
            default -> throw new IllegalArgumentException("Unknown workload " + options.workload());
        }
    }

    private static void start(Options options) throws Exception {
        if (options.isDurable()) {
            new Queued(options).run();
        } else {
            new StartUp(options).run();
        }
    }
}
