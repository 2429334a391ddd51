/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the agent's own log goes. */
record LogFiles(Path folder) {

    /** System property: the folder of the log, for {@code log4j2.properties}. */
    private static final String FOLDER = "flume.log";
    /** What Log4j's own shutdown hook hangs on: it would stop the log while the channels still drain. */
    private static final String OWN_SHUTDOWN = "log4j.shutdownHookEnabled";
    private static final String CONFIGURATION = "log4j2.configurationFile";

    /**
     * Points Log4j to its configuration, before anything logs.
     *
     * @throws ConfigurationException if the log's folder cannot be made
     */
    static LogFiles configure(AgentHome home, Path config) {
        String given = System.getProperty(FOLDER);
        Path folder = given != null ? Path.of(given) : home.folder().resolve("log");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigurationException("The log folder " + folder + " cannot be made: choose another with -D" + FOLDER
                                             + "=<dir>");
        }
        System.setProperty(FOLDER, folder.toString());
        System.setProperty(OWN_SHUTDOWN, "false");
        Path file = config.resolve("log4j2.properties");
        if (System.getProperty(CONFIGURATION) == null && Files.exists(file)) {
            System.setProperty(CONFIGURATION, file.toUri().toString());
        }
        return new LogFiles(folder);
    }

    Path file() {
        return folder.resolve("flume-camel.log");
    }
}
