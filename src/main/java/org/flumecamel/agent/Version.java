/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/** The versions of the agent, of Camel and of the JVM. */
final class Version implements IVersionProvider {

    private final Properties properties = new Properties();

    Version() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read from the agent's jar", e);
        }
    }

    /** The agent's own. */
    String agent() {
        return properties.getProperty("version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "flume-camel " + agent(), "Camel " + properties.getProperty("camel"),
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
