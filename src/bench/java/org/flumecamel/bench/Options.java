/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the command line says: a workload and {@code --name value} options, each with a default. */
final class Options {

    private final String workload;
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> asked = new TreeSet<>();

    Options(String... arguments) {
        if (arguments.length == 0 || arguments[0].startsWith("-")) {
            throw new IllegalArgumentException("The first argument must be a workload");
        }
        workload = arguments[0];
        for (int i = 1; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Not an option with a value: " + arguments[i]);
            }
            values.put(arguments[i].substring(2), arguments[i + 1]);
        }
    }

    String workload() {
        return workload;
    }

    String text(String name, String otherwise) {
        asked.add(name);
        return values.getOrDefault(name, otherwise);
    }

    long number(String name, long otherwise) {
        return Long.parseLong(text(name, Long.toString(otherwise)).replace("_", ""));
    }

    /** Whether the channel is to be a durable one. */
    boolean isDurable() {
        return oneOf("channel", "memory", "durable").equals("durable");
    }

    /** A value out of a few; the first is the default. */
    String oneOf(String name, String... values) {
        String value = text(name, values[0]);
        if (!List.of(values).contains(value)) {
            throw new IllegalArgumentException("--" + name + " is " + value + "; it can be " + String.join(" or ", values));
        }
        return value;
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name, "false"));
    }

    /** Options of both virtual machines. */
    List<String> jvm(String otherwise) {
        return List.of(text("jvm", otherwise).split(" +"));
    }

    Path root() {
        return Path.of(System.getProperty("flumecamel.root")).toAbsolutePath().normalize();
    }

    Path work() {
        return Path.of(text("work", System.getProperty("java.io.tmpdir") + "/flume-camel-bench"));
    }

    /** @throws IllegalArgumentException if an option was given that the workload did not ask for */
    void requireAllKnown() {
        List<String> unknown = new ArrayList<>(values.keySet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown option " + unknown + " for " + workload + "; it knows " + asked);
        }
    }
}
