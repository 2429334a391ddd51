/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.flumecamel.agent.fault.Flow;
import org.flumecamel.agent.fault.GateControl;
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
    private final String routes;
    private final boolean gated;
    private final boolean keep;
    private final List<String> jvm;

    Kills(Options options) {
        this.options = options;
        this.work = options.work().resolve("kill");
        this.side = Side.valueOf(options.text("only", "camel").toUpperCase(Locale.ROOT));
        this.kills = (int) options.number("kills", 20);
        this.seed = options.number("seed", new Random().nextInt(1_000_000));
        this.rate = (int) options.number("rate", 20_000);
        boolean durable = options.isDurable();
        this.routes = "fault-" + (durable ? "durable" : options.text("sink", "roll"));
        this.gated = durable && side == Side.CAMEL;
        this.keep = options.flag("keep");
        this.jvm = options.jvm("-Xms256m -Xmx256m");
    }

    void run() throws Exception {
        options.requireAllKnown();
        System.out.printf("KILL: %s, routes %s, %d kills, seed %d, %d lines/s, %s%n", side.label(), routes, kills, seed, rate,
                Machine.description());
        Machine.delete(work);
        Path in = Files.createDirectories(work.resolve("in"));
        Path out = Files.createDirectories(work.resolve("out"));
        Path state = Files.createDirectories(work.resolve("state"));
        GateControl gate = gated ? new GateControl(work.resolve("gate")) : null;
        Map<String, Object> values = new LinkedHashMap<>();
        values.putAll(Map.of("in", in, "out", out, "state", state, "pattern", "app\\.log(\\.\\d+)?", "channel", "jms:queue:c1",
                "gate", work.resolve("gate"), "flume.retry.redeliveryDelay", 50, "flume.retry.maximumRedeliveryDelay", 200));
        Flow.Agent agent = () -> side.start(options, routes, jvm, values, work);
        try (Flow flow = new Flow(agent, in, out, state.resolve("positions.json"), rate)) {
            List<KillRounds.Round> rounds = new KillRounds(flow, gate, seed).run(kills);
            report(flow, rounds, flow.endAndCount(30));
        }
        if (!keep) {
            Machine.delete(work);
        }
    }

    private static void report(Flow flow, List<KillRounds.Round> rounds, Tally tally) {
        rounds.forEach(round -> System.out.println("  " + round));
        long most = rounds.stream().mapToLong(KillRounds.Round::again).max().orElse(0);
        long twice = rounds.stream().mapToLong(KillRounds.Round::twice).sum();
        long slowest = Math.round(rounds.stream().mapToDouble(KillRounds.Round::freshSeconds).max().orElse(0) * 1000);
        long held = rounds.stream().filter(round -> round.held() > 0).count();
        long lost = flow.written().entrySet().stream()
                .mapToLong(each -> tally.stream(each.getKey()).lost(each.getValue())).sum();
        long written = flow.written().values().stream().mapToLong(Long::longValue).sum();
        System.out.printf("%d lines written, %d lost, %d altered, %d torn, %d out of order, %d again (at most %d by one)%n",
                written, lost, tally.altered(), tally.torn(), tally.disordered(), tally.again(), most);
        System.out.printf("%d lines twice in the channel; in %d of %d rounds it alone had some; a fresh line after %d ms at"
                + " most%n", twice, held, rounds.size(), slowest);
        tally.strange().forEach(line -> System.out.println("  strange: " + line));
    }
}
