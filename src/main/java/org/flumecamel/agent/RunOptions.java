/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How to run. Each option may stand before or behind the subcommand. */
final class RunOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--config", scope = ScopeType.INHERIT, paramLabel = "<dir>",
            description = "Folder of application.properties and log4j2.properties; default: config beside the jar.")
    private Path config;

    @Option(names = "--name", scope = ScopeType.INHERIT, paramLabel = "<name>",
            description = "Name of this agent in logs; default: flume-camel.")
    private String name;

    @Option(names = "-D", scope = ScopeType.INHERIT, paramLabel = "<key>=<value>", mapFallbackValue = "true",
            description = "Sets a property that placeholders such as {{logs}} and settings such as camel.main.name take.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--status", scope = ScopeType.INHERIT, arity = "0..1", fallbackValue = "5", paramLabel = "<seconds>",
            description = "Prints a status line at this interval, also when not on a terminal; default: ${FALLBACK-VALUE}.")
    private Integer status;

    @Option(names = "--no-status", scope = ScopeType.INHERIT, description = "Prints no status line on a terminal either.")
    private boolean noStatus;

    @Option(names = "--exit-when-idle", scope = ScopeType.INHERIT, arity = "0..1", fallbackValue = "2",
            paramLabel = "<seconds>",
            description = "Stops when all channels are empty and nothing has happened for this long;"
                          + " default: ${FALLBACK-VALUE}.")
    private Integer exitWhenIdle;

    @Option(names = {"-X", "--stacktrace"}, scope = ScopeType.INHERIT,
            description = "Prints stack traces of failures at the start.")
    private boolean stackTrace;

    private List<Path> files = List.of();

    void setFiles(List<Path> files) {
        this.files = files;
    }

    /** @throws ParameterException if a value makes no sense */
    void check() {
        requirePositive("--status", status);
        requirePositive("--exit-when-idle", exitWhenIdle);
    }

    private void requirePositive(String option, Integer seconds) {
        if (seconds != null && seconds <= 0) {
            throw new ParameterException(command.commandLine(), option + " must be above 0 seconds, not " + seconds);
        }
    }

    List<Path> files() {
        return files;
    }

    Path config() {
        return config;
    }

    String name() {
        return name;
    }

    Map<String, String> properties() {
        return properties;
    }

    /** Seconds between status lines that were asked for, or null. */
    Integer status() {
        return status;
    }

    boolean noStatus() {
        return noStatus;
    }

    /** Seconds without an event after which the agent stops, or null for never. */
    Integer exitWhenIdle() {
        return exitWhenIdle;
    }

    boolean stackTrace() {
        return stackTrace;
    }
}
