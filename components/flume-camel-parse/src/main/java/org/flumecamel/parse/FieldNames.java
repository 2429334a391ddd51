/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.util.StringHelper;

/** Which fields are taken, and what they are called. Immutable. */
final class FieldNames {

    private final Set<String> included;
    private final Map<String, String> others;

    /**
     * Names of fields.
     *
     * @param include names separated by commas; null or blank for all
     * @param others  other names by the names that parsers know
     */
    FieldNames(String include, Map<String, String> others) {
        this.included = include == null || include.isBlank() ? Set.of()
                : Arrays.stream(include.trim().split("\\s*,\\s*")).collect(Collectors.toUnmodifiableSet());
        this.others = new HashMap<>(others);
    }

    /** What a field is called, or null if it is not taken. */
    String of(String field) {
        if (!included.isEmpty() && !included.contains(field)) {
            return null;
        }
        return others.isEmpty() ? field : otherName(field);
    }

    /** YAML turns fields.user-agent into fields.userAgent before we see it. */
    private String otherName(String field) {
        String other = others.get(field);
        return other != null || field.indexOf('-') < 0 ? or(other, field)
                : or(others.get(StringHelper.dashToCamelCase(field)), field);
    }

    private static String or(String name, String otherwise) {
        return name == null ? otherwise : name;
    }

    /** Whether all fields are taken under their own names. */
    boolean areAll() {
        return included.isEmpty() && others.isEmpty();
    }

    /**
     * Refuses names of fields that a parser never has.
     *
     * @throws IllegalArgumentException if there is one
     */
    void requireOnly(Collection<String> known) {
        for (String name : included) {
            require(name, "include", known);
        }
        for (String name : others.keySet()) {
            require(name, "fields." + name, known);
        }
    }

    private static void require(String name, String option, Collection<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException(option + " names the field " + name + ", which is none of "
                                               + String.join(", ", known));
        }
    }
}
