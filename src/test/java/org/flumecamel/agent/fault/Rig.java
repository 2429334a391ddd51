/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What a fault test is made of: directories, a home for the agent with the {@linkplain GateControl gate} in it, and the
 * {@link Flow} through it.
 */
public final class Rig {

    /** Events of a batch in all routes. One batch is what a sink may get once more after its agent has died. */
    public static final long BATCH = 1000;

    /**
     * What makes one run of a test differ from the next.
     *
     * @param value is printed, and taken from the system property {@code flumecamel.fault.seed} to repeat a run
     */
    public record Seed(long value) {
        @Override
        public String toString() {
            return "-Dflumecamel.fault.seed=" + value;
        }
    }

    private final Path directory;
    private final Path folder = Path.of(System.getProperty("agent.folder"));
    private final Path home;
    private final Path in;
    private final Path out;
    private final Path state;
    private final Path routes;
    private final int linesPerSecond;
    private final GateControl gate;
    private final List<String> jvm = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * @param directory      an empty one
     * @param routes         name of a file of routes below {@code /fault}
     * @param linesPerSecond of what writes into the {@linkplain #flow() flow}
     */
    public Rig(Path directory, String routes, int linesPerSecond) throws IOException {
        this.directory = directory;
        this.linesPerSecond = linesPerSecond;
        this.in = Files.createDirectory(directory.resolve("in"));
        this.out = Files.createDirectory(directory.resolve("out"));
        this.state = Files.createDirectory(directory.resolve("state"));
        this.home = PackagedAgent.home(folder, directory.resolve("home"));
        this.gate = new GateControl(directory.resolve("gate"));
        this.routes = routes(routes);
        GateControl.putInto(home.resolve("lib/ext/gate.jar"));
        values.putAll(Map.of("in", in, "out", out, "state", state, "pattern", "app\\.log(\\.\\d+)?", "flume.home", home,
                "gate", gate.file(), "channel", System.getProperty("flumecamel.fault.channel", "jms:queue:c1"),
                "flume.retry.redeliveryDelay", 50, "flume.retry.maximumRedeliveryDelay", 100));
    }

    private static Path routes(String name) {
        try {
            return Path.of(Rig.class.getResource("/fault/" + name + ".yaml").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new seed, or the one that is asked for. */
    public static Seed seed() {
        return new Seed(Long.getLong("flumecamel.fault.seed", new Random().nextInt(1_000_000_000)));
    }

    /** How long a fault lasts in seconds, unless the system property {@code flumecamel.fault.seconds} says otherwise. */
    public static long seconds(long otherwise) {
        return Long.getLong("flumecamel.fault.seconds", otherwise);
    }

    /** A setting of the agent that each start asks for, in the order of the settings. */
    public Rig withEach(String name, Supplier<?> value) {
        return with(name, value);
    }

    /** A setting of the agent. */
    public Rig with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** An option of the agent's virtual machine. */
    public Rig withJvm(String option) {
        jvm.add(option);
        return this;
    }

    /** The agent's home. */
    public Path home() {
        return home;
    }

    /** What stands before the sink. */
    public GateControl gate() {
        return gate;
    }

    /** Where the agent reads. */
    public Path in() {
        return in;
    }

    /** Where the agent writes. */
    public Path out() {
        return out;
    }

    /** Starts the agent. */
    public JavaProcess start() throws IOException {
        Map<String, Object> now = new LinkedHashMap<>(values);
        now.replaceAll((name, value) -> value instanceof Supplier<?> supplier ? supplier.get() : value);
        return PackagedAgent.start(folder, jvm, now, routes, directory);
    }

    /** Begins to write; the agent is not started yet. */
    public Flow flow() {
        return flow(tally -> tally.addAll(out));
    }

    /** The same, where the output at the end is not what is in the directory {@code out}. */
    public Flow flow(Flow.Output output) {
        return new Flow(this::start, in, out, output,
                state.resolve("positions.json"), linesPerSecond);
    }
}
