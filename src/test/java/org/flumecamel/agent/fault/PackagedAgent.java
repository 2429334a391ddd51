/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The agent as users get it: the jar and its libraries, in a process of its own. */
public final class PackagedAgent {

    private PackagedAgent() {
    }

    /** The jar of an agent's folder. */
    public static Path jar(Path folder) {
        Path jar = folder.resolve("flume-camel.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there: build it with mvn -q -DskipTests package");
        }
        return jar;
    }

    /**
     * Makes a home for one agent, so that it shares no settings, channels and logs with others: what it is given as the
     * system property {@code flume.home}.
     *
     * @param folder of the agent, whose settings are copied
     */
    public static Path home(Path folder, Path home) throws IOException {
        Path config = Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve("lib/ext"));
        try (Stream<Path> files = Files.list(folder.resolve("config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, config.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return home;
    }

    /**
     * Runs one file of routes.
     *
     * @param folder    of the agent
     * @param jvm       options of the virtual machine
     * @param values    of the placeholders in the routes
     * @param directory to run it in; gets {@code agent.log}
     */
    public static JavaProcess start(Path folder, List<String> jvm, Map<String, ?> values, Path routes, Path directory)
            throws IOException {
        List<String> options = new ArrayList<>(jvm);
        values.forEach((name, value) -> options.add("-D" + name + "=" + value));
        return start(folder, options, List.of("run", routes.toString()), directory, directory.resolve("agent.log"));
    }

    /**
     * Runs a command to its end, which must be a good one.
     *
     * @param home      of the agent whose files it is about
     * @param directory to run it in
     * @return          what it has printed
     */
    public static String run(Path folder, Path home, Path directory, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "command", ".txt");
        try (JavaProcess process = start(folder, List.of("-Dflume.home=" + home), List.of(command), directory, out)) {
            int code = process.await(60);
            if (code != 0) {
                throw new IllegalStateException(command[0] + " ended with " + code + ":\n" + process.endOfLog());
            }
        }
        return Files.readString(out);
    }

    private static JavaProcess start(Path folder, List<String> options, List<String> command, Path directory, Path log)
            throws IOException {
        Path jar = jar(folder);
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(ClassArchive.options(jar));
        arguments.addAll(List.of("-jar", jar.toString()));
        arguments.addAll(command);
        return JavaProcess.start(arguments, directory, log);
    }
}
