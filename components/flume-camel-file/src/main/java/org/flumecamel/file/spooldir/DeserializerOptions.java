/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The options {@code deserializer.*}, in any letter case. */
final class DeserializerOptions {

    private final String deserializer;
    private final Map<String, String> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final TreeSet<String> known = new TreeSet<>();

    DeserializerOptions(String deserializer, Map<String, String> options) {
        this.deserializer = deserializer;
        rest.putAll(options);
    }

    String text(String name, String otherwise) {
        known.add(name);
        String value = rest.remove(name);
        return value == null ? otherwise : value.trim();
    }

    /** @throws IllegalArgumentException if it is no number above zero */
    int number(String name, int otherwise) {
        String value = text(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("deserializer." + name + " must be a number, not " + value, e);
        }
        throw new IllegalArgumentException("deserializer." + name + " must be above 0, not " + value);
    }

    /** @throws IllegalArgumentException if there are options that nobody has asked for */
    void requireNoOther() {
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("deserializer " + deserializer + " has no option "
                                               + rest.keySet().iterator().next() + "; it has " + String.join(", ", known));
        }
    }
}
