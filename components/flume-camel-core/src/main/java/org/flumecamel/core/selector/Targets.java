/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;

/** The targets that the options of one selector name; the same endpoint is one target wherever it is named. */
final class Targets {

    private final CamelContext context;
    private final Map<String, Target> known = new LinkedHashMap<>();

    Targets(CamelContext context) {
        this.context = context;
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    /**
     * What an option lists.
     *
     * @param  uris                     endpoint URIs, separated by blanks or commas; may be null
     * @throws IllegalArgumentException if one is not an endpoint URI
     */
    List<Target> list(String option, String uris) {
        Set<Target> targets = new LinkedHashSet<>();
        if (uris != null && !uris.isBlank()) {
            for (String uri : uris.trim().split("[\\s,]+")) {
                targets.add(target(option, uri));
            }
        }
        return List.copyOf(targets);
    }

    private Target target(String option, String uri) {
        if (uri.indexOf(':') < 0) {
            throw new IllegalArgumentException(option + ": " + uri + " is not an endpoint URI; the memory channel of that name"
                                               + " is flume-channel:seda:" + uri);
        }
        Endpoint endpoint = context.getEndpoint(uri);
        if (endpoint == null) {
            throw new IllegalArgumentException(option + ": there is no component for " + uri);
        }
        return known.computeIfAbsent(endpoint.getEndpointKey(), key -> new Target(endpoint));
    }
}
