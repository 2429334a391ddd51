/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns the text of a capture group into the value of a header (Flume INT-EXTRACT-O3 to O5). Thread-safe. */
abstract class GroupSerializer {

    private static final String FLUME = "org.apache.flume.interceptor.RegexExtractorInterceptor";

    private final String header;

    GroupSerializer(String header) {
        this.header = header;
    }

    /** The header it sets. */
    final String header() {
        return header;
    }

    /** The value of the header, or null if the text is not what the serializer reads. */
    abstract String serialize(String group);

    /**
     * Makes the serializer of that name.
     *
     * @param  options                  what is given as {@code serializers.<name>.<option>}, without that prefix
     * @throws IllegalArgumentException if an option is missing, not known or has a bad value
     */
    static GroupSerializer create(String name, Map<String, String> options) {
        String header = options.get("name");
        if (header == null || header.isBlank()) {
            throw new IllegalArgumentException("serializers." + name + ".name is missing: the header to set");
        }
        String type = options.getOrDefault("type", "DEFAULT");
        if (type.equalsIgnoreCase("DEFAULT") || type.equals(FLUME + "PassThroughSerializer")) {
            requireKnown(name, type, options, Set.of("name", "type"));
            return new PassThrough(header);
        }
        if (type.equalsIgnoreCase("MILLIS") || type.equals(FLUME + "MillisSerializer")) {
            requireKnown(name, type, options, Set.of("name", "type", "pattern"));
            return MillisSerializer.create(header, "serializers." + name + ".pattern", options.get("pattern"));
        }
        throw new IllegalArgumentException("serializers." + name + ".type must be DEFAULT or MILLIS, not " + type);
    }

    private static void requireKnown(String name, String type, Map<String, String> options, Set<String> known) {
        for (String option : options.keySet()) {
            if (!known.contains(option)) {
                throw new IllegalArgumentException("serializers." + name + "." + option + " is not an option of the serializer "
                                                   + type + ", which has " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private static final class PassThrough extends GroupSerializer {

        PassThrough(String header) {
            super(header);
        }

        @Override
        String serialize(String group) {
            return group;
        }
    }
}
