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

import org.apache.camel.util.StringHelper;
import org.flumecamel.core.Headers;

/** Which targets an event goes to, by the value of its header, or all to the same. Immutable and thread-safe. */
final class Selection {

    /**
     * Where events go.
     *
     * @param required what must take the event
     * @param optional what may take it; none of the required
     */
    record Choice(List<Target> required, List<Target> optional) {

        boolean isEmpty() {
            return required.isEmpty() && optional.isEmpty();
        }
    }

    /** Null if no header is looked at. */
    private final String header;
    private final Map<String, Choice> choices;
    private final Choice otherwise;

    private Selection(String header, Map<String, Choice> choices, Choice otherwise) {
        this.header = header;
        this.choices = choices;
        this.otherwise = otherwise;
    }

    /**
     * What the options of an endpoint say.
     *
     * @throws IllegalArgumentException if options do not belong together, or a value is not a list of endpoint URIs
     */
    static Selection of(SelectorEndpoint options) {
        return options.isReplicating() ? replicating(options) : multiplexing(options);
    }

    /** Flume SEL-REPL: a channel that stands in both lists is optional. */
    private static Selection replicating(SelectorEndpoint options) {
        boolean byHeader = !options.getMapping().isEmpty() || !options.getOptionalMapping().isEmpty()
                           || options.getDefault() != null;
        if (byHeader) {
            throw new IllegalArgumentException(name(options) + " is given channels or optional, which send every event the same"
                                               + " way, and mapping.<value>, optional.<value> or default, which look at a"
                                               + " header: use one selector for each");
        }
        if (!options.getHeader().equals(SelectorEndpoint.REPLICATING)) {
            throw new IllegalArgumentException(name(options) + ": channels and optional are options of flume-selector:"
                                               + SelectorEndpoint.REPLICATING + "; by the header " + options.getHeader()
                                               + " select with mapping.<value>, optional.<value> and default");
        }
        Targets targets = new Targets(options.getCamelContext());
        Set<Target> required = new LinkedHashSet<>(targets.list("channels", options.getChannels()));
        List<Target> optional = targets.list("optional", options.getOptional());
        optional.forEach(required::remove);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(name(options) + " sends nothing anywhere: give it channels (to look at a header"
                                               + " of that name, give it mapping.<value>)");
        }
        return new Selection(null, Map.of(), new Choice(List.copyOf(required), optional));
    }

    /** Flume SEL-MUX: a channel that stands in both lists is required. */
    private static Selection multiplexing(SelectorEndpoint options) {
        Targets targets = new Targets(options.getCamelContext());
        List<Target> standard = targets.list("default", options.getDefault());
        Set<String> values = new LinkedHashSet<>(options.getMapping().keySet());
        values.addAll(options.getOptionalMapping().keySet());
        Map<String, Choice> choices = new LinkedHashMap<>();
        for (String value : values) {
            String mapped = options.getMapping().get(value);
            List<Target> required = mapped == null ? standard : targets.list("mapping." + value, mapped);
            List<Target> optional = new ArrayList<>(
                    targets.list("optional." + value, options.getOptionalMapping().get(value)));
            optional.removeAll(required);
            choices.put(value, new Choice(required, List.copyOf(optional)));
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(name(options) + " sends nothing anywhere: give it mapping.<value> or default");
        }
        return new Selection(options.getHeader(), choices, new Choice(standard, List.of()));
    }

    private static String name(SelectorEndpoint options) {
        return "flume-selector:" + options.getHeader();
    }

    /** Where all events go, or null if that depends on their headers. */
    Choice ofAll() {
        return header == null ? otherwise : null;
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
