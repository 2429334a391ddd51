/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;

/** The schemes on the class path and the options they have. */
final class EndpointNames {

    /** Folder, in jars or on disk, of a file per scheme. */
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    private final CamelContext context;

    EndpointNames(CamelContext context) {
        this.context = context;
    }

    /** All schemes that can be written. */
    Set<String> schemes() {
        Set<String> schemes = new TreeSet<>();
        try {
            for (URL url : Collections.list(context.getApplicationContextClassLoader().getResources(COMPONENTS))) {
                schemes.addAll(fileNames(url));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemes;
    }

    private static List<String> fileNames(URL folder) throws IOException {
        if (folder.openConnection() instanceof JarURLConnection connection) {
            return connection.getJarFile().stream().map(JarEntry::getName)
                    .filter(name -> name.startsWith(COMPONENTS) && !name.endsWith("/"))
                    .map(name -> name.substring(COMPONENTS.length())).toList();
        }
        try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** The options of a scheme; those with a free part end in that part: {@code filegroups.<name>}. */
    Set<String> options(String scheme) {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        if (factory == null) {
            return Set.of();
        }
        Set<String> options = new TreeSet<>(factory.propertyNames());
        factory.multiValuePrefixes().forEach((option, prefix) -> {
            options.remove(option);
            options.add(prefix + "<name>");
        });
        return options;
    }
}
