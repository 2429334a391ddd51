/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder the agent's jar lies in, with its {@code config}, {@code routes} and {@code lib}. */
record AgentHome(Path folder) {

    /** System property and placeholder: the folder, absolute, with slashes. */
    static final String PROPERTY = "flume.home";

    /** The folder of the jar this class came from; the system property {@value #PROPERTY} overrides it. */
    static AgentHome locate() {
        String given = System.getProperty(PROPERTY);
        AgentHome home = new AgentHome((given != null ? Path.of(given) : ofJar()).toAbsolutePath().normalize());
        System.setProperty(PROPERTY, home.folder().toString().replace('\\', '/'));
        return home;
    }

    private static Path ofJar() {
        try {
            URI jar = AgentHome.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(jar).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The folder of the agent's jar is not known", e);
        }
    }

    Path config() {
        return folder.resolve("config");
    }

    /**
     * The folder of the configuration.
     *
     * @param  given                  what {@code --config} names, or null
     * @throws ConfigurationException if there is no such folder
     */
    Path config(Path given) {
        if (given != null && !Files.isDirectory(given)) {
            throw new ConfigurationException("There is no folder " + given + ", which --config names");
        }
        return given != null ? given : config();
    }

    /**
     * A class loader that also knows the jars in {@code lib/ext}: the class path in a jar's manifest is fixed, so this is
     * where users put components.
     *
     * @return the parent itself if there are none
     */
    ClassLoader extensions(ClassLoader parent) {
        Path extensions = folder.resolve("lib").resolve("ext");
        if (!Files.isDirectory(extensions)) {
            return parent;
        }
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(extensions, "*.jar")) {
            for (Path jar : entries) {
                jars.add(jar.toUri().toURL());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(extensions + " cannot be read", e);
        }
        return jars.isEmpty() ? parent : new URLClassLoader("lib/ext", jars.toArray(URL[]::new), parent);
    }
}
