/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

import org.flumecamel.agent.fault.JavaProcess;
import org.flumecamel.agent.fault.PackagedAgent;

/** One of those that are compared. They take their values from system properties. */
enum Side {

    /** The packaged agent of this project, with a route of {@code src/bench/routes}. */
    CAMEL {
        @Override
        List<String> program(Path root, String configuration, Path directory) throws IOException {
            Path jar = PackagedAgent.jar(root.resolve("src/target/flume-camel"));
            Path routes = root.resolve(configuration.startsWith("fault-") ? "src/test/resources/fault" : "src/bench/routes");
            try (JarFile file = new JarFile(jar.toFile())) {
                String main = file.getManifest().getMainAttributes().getValue("Main-Class");
                Path home = PackagedAgent.home(jar.getParent(), directory.resolve("home"));
                return List.of("-Dflume.home=" + home, "-cp", jar + File.pathSeparator + root.resolve("src/bench/target/camel"), main, "run",
                        routes.resolve(configuration + ".yaml").toString());
            }
        }
    },

    /** Flume 1.11.0 with a file of {@code src/bench/flume}. */
    FLUME {
        @Override
        List<String> program(Path root, String configuration, Path directory) {
            Path flume = root.resolve("src/bench/flume");
            return List.of("-Dlog4j2.configurationFile=" + flume.resolve("log4j2.xml"), "-cp",
                    String.join(File.pathSeparator, flume.resolve("target/lib") + "/*",
                            root.resolve("src/bench/target/flume").toString(), directory.resolve("conf").toString()),
                    "org.apache.flume.node.Application", "--conf-file", flume.resolve(configuration + ".conf").toString(),
                    "--name", "a", "--no-reload-conf");
        }
    },

    /** The helper for bulk requests of Elasticsearch's Java client. */
    INGESTER {
        @Override
        List<String> program(Path root, String configuration, Path directory) {
            Path bench = root.resolve("src/bench");
            return List.of("-cp", bench.resolve("elasticsearch/target/lib") + "/*" + File.pathSeparator
                                  + bench.resolve("target/ingester"), "org.flumecamel.bench.search.Ingester");
        }
    };

    /** Those that move events from sources to sinks. */
    static final List<Side> AGENTS = List.of(CAMEL, FLUME);

    abstract List<String> program(Path root, String configuration, Path directory) throws IOException;

    /**
     * Starts an agent.
     *
     * @param configuration name of the configuration file, without its ending
     * @param values        system properties the configuration refers to
     * @param directory     to run in; gets {@code agent.log}, and what the agent keeps of its own
     */
    JavaProcess start(Options options, String configuration, List<String> jvm, Map<String, ?> values, Path directory)
            throws IOException {
        List<String> arguments = new ArrayList<>(jvm);
        values.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        Files.createDirectories(directory);
        arguments.addAll(program(options.root(), configuration, directory));
        return JavaProcess.start(arguments, directory, directory.resolve("agent.log"));
    }

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
