/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.util.StringHelper;
import org.flumecamel.core.Headers;

/** Which targets an event goes to, by the value of its header. Immutable and thread-safe. */
final class Selection {

    /**
     * The targets of one header value.
     *
     * @param required what must take the event
     * @param optional what may take it; none of the required
     */
    record Choice(List<Target> required, List<Target> optional) {

        boolean isEmpty() {
            return required.isEmpty() && optional.isEmpty();
        }
    }

    private final String header;
    private final Map<String, Choice> choices = new LinkedHashMap<>();
    private final Choice otherwise;

    /**
     * @throws IllegalArgumentException if a value is not a list of endpoint URIs
     */
    Selection(SelectorEndpoint options) {
        this.header = options.getHeader();
        Map<String, Target> targets = new LinkedHashMap<>();
        CamelContext context = options.getCamelContext();
        List<Target> standard = targets(context, "default", options.getDefault(), targets);
        this.otherwise = new Choice(standard, List.of());
        Set<String> values = new LinkedHashSet<>(options.getMapping().keySet());
        values.addAll(options.getOptional().keySet());
        for (String value : values) {
            String mapped = options.getMapping().get(value);
            List<Target> required = mapped == null ? standard : targets(context, "mapping." + value, mapped, targets);
            List<Target> optional = new ArrayList<>(
                    targets(context, "optional." + value, options.getOptional().get(value), targets));
            optional.removeAll(required);
            choices.put(value, new Choice(required, List.copyOf(optional)));
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("flume-selector:" + header + " sends nothing anywhere: give it mapping.<value>"
                                               + " or default");
        }
    }

    private static List<Target> targets(CamelContext context, String option, String uris, Map<String, Target> known) {
        Set<Target> targets = new LinkedHashSet<>();
        if (uris != null && !uris.isBlank()) {
            for (String uri : uris.trim().split("[\\s,]+")) {
                targets.add(target(context, option, uri, known));
            }
        }
        return List.copyOf(targets);
    }

    private static Target target(CamelContext context, String option, String uri, Map<String, Target> known) {
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

    /** The targets of an event with these headers. */
    Choice of(Headers headers) {
        String value = headers.get(header);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        Choice choice = choices.get(value);
        // YAML turns mapping.us-east into mapping.usEast before we see it
        return choice == null ? choices.getOrDefault(StringHelper.dashToCamelCase(value), otherwise) : choice;
    }
}
