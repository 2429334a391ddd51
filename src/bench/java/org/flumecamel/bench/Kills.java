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

import org.flumecamel.agent.fault.KillRounds;
import org.flumecamel.agent.fault.Tally;

/** KILL: an agent that is killed again and again while its log file is written. */
final class Kills {

    private final Options options;
    private final Path work;
    private final Side side;
    private final int kills;
    private final long seed;
    private final int rate;
    private final String sink;
    private final boolean keep;
    private final List<String> jvm;

    Kills(Options options) {
        this.options = options;
        this.work = options.work().resolve("kill");
        this.side = Side.valueOf(options.text("only", "camel").toUpperCase(Locale.ROOT));
        this.kills = (int) options.number("kills", 20);
        this.seed = options.number("seed", new Random().nextInt(1_000_000));
        this.rate = (int) options.number("rate", 20_000);
        this.sink = options.text("sink", "roll");
        this.keep = options.flag("keep");
        this.jvm = options.jvm("-Xms256m -Xmx256m");
    }

    void run() throws Exception {
        options.requireAllKnown();
        System.out.printf("KILL: %s into %s, %d kills, seed %d, %d lines/s, %s%n", side.label(), sink, kills, seed, rate,
                Machine.description());
        Machine.delete(work);
        Path in = Files.createDirectories(work.resolve("in"));
        Path out = Files.createDirectories(work.resolve("out"));
        Path state = Files.createDirectories(work.resolve("state"));
        Map<String, ?> values = Map.of("in", in, "out", out, "state", state, "pattern", "app\\.log(\\.\\d+)?");
        KillRounds.Agent agent = () -> side.start(options, "fault-" + sink, jvm, values, work);
        KillRounds rounds = new KillRounds(agent, in, out, rate, seed);
        Tally tally = rounds.run(kills);
        rounds.rounds().forEach(round -> System.out.println("  " + round));
        long most = rounds.rounds().stream().mapToLong(KillRounds.Round::again).max().orElse(0);
        long lost = rounds.written().entrySet().stream()
                .mapToLong(each -> tally.stream(each.getKey()).lost(each.getValue())).sum();
        long written = rounds.written().values().stream().mapToLong(Long::longValue).sum();
        System.out.printf("%d lines written, %d lost, %d altered, %d torn, %d out of order, %d again (at most %d by one)%n",
                written, lost, tally.altered(), tally.torn(), tally.disordered(), tally.again(), most);
        tally.strange().forEach(line -> System.out.println("  strange: " + line));
        if (!keep) {
            Machine.delete(work);
        }
    }
}
