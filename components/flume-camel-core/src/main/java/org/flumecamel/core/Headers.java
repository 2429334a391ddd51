/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The headers of an {@link Event}: an immutable map of text to text that keeps its insertion order.
 * <p>
 * Events with equal headers share one instance, so code on the hot path may compare instances to find out that nothing
 * changed. Names and values come from outside and are data: they never become Camel control headers (see
 * {@link EventHeaderFilter}). Thread-safe.
 */
public final class Headers extends AbstractMap<String, String> {

    /** No headers at all. */
    public static final Headers EMPTY = new Headers(new LinkedHashMap<>());

    /** Estimated heap bytes of one entry beside its characters. */
    private static final int ENTRY_OVERHEAD = 128;

    private final Map<String, String> entries;
    private final int footprint;

    private Headers(LinkedHashMap<String, String> entries) {
        this.entries = Collections.unmodifiableMap(entries);
        long estimate = 0;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            estimate += ENTRY_OVERHEAD + entry.getKey().length() + entry.getValue().length();
        }
        this.footprint = (int) Math.min(Integer.MAX_VALUE, estimate);
    }

    /**
     * Headers with the entries of a map, in its order. Returns the argument itself where it is immutable already.
     *
     * @throws NullPointerException if a name or a value is null
     */
    public static Headers of(Map<String, String> map) {
        if (map instanceof Headers headers) {
            return headers;
        }
        if (map.isEmpty()) {
            return EMPTY;
        }
        LinkedHashMap<String, String> copy = new LinkedHashMap<>(map);
        copy.forEach(Headers::requireNonNull);
        return new Headers(copy);
    }

    /** One header. */
    public static Headers of(String name, String value) {
        return EMPTY.with(name, value);
    }

    private static void requireNonNull(String name, String value) {
        Objects.requireNonNull(name, "a header name is null");
        Objects.requireNonNull(value, () -> "header " + name + " is null");
    }

    /** These headers with one set; returns this instance if it is there with that value. */
    public Headers with(String name, String value) {
        requireNonNull(name, value);
        if (value.equals(entries.get(name))) {
            return this;
        }
        LinkedHashMap<String, String> copy = new LinkedHashMap<>(entries);
        copy.put(name, value);
        return new Headers(copy);
    }

    /** These headers with others set; a name that stands in both takes the other's value. */
    public Headers with(Map<String, String> others) {
        if (others.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return of(others);
        }
        LinkedHashMap<String, String> copy = new LinkedHashMap<>(entries);
        others.forEach((name, value) -> {
            requireNonNull(name, value);
            copy.put(name, value);
        });
        return new Headers(copy);
    }

    /** These headers without the names that the test accepts; returns this instance if it accepts none. */
    public Headers without(Predicate<String> test) {
        LinkedHashMap<String, String> copy = new LinkedHashMap<>(entries);
        if (!copy.keySet().removeIf(test)) {
            return this;
        }
        return copy.isEmpty() ? EMPTY : new Headers(copy);
    }

    /** Estimated heap bytes of these headers, to charge them to a channel's byte capacity. */
    public int footprint() {
        return footprint;
    }

    @Override
    public String get(Object name) {
        return entries.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return entries.containsKey(name);
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return entries.entrySet();
    }
}
