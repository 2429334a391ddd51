/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;

/** The schemes on the class path and the options they have. */
final class EndpointNames {

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component.properties";

    private final CamelContext context;

    EndpointNames(CamelContext context) {
        this.context = context;
    }

    /** All schemes that can be written. */
    Set<String> schemes() {
        Set<String> schemes = new TreeSet<>();
        try {
            for (URL url : Collections.list(context.getApplicationContextClassLoader().getResources(COMPONENTS))) {
                Properties properties = new Properties();
                try (InputStream in = url.openStream()) {
                    properties.load(in);
                }
                schemes.addAll(Set.of(properties.getProperty("components", "").split(" ")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemes;
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
