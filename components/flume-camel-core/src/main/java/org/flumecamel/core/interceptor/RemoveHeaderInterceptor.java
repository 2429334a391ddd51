/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.interceptor;

import java.util.Set;
import java.util.regex.Pattern;

import org.flumecamel.core.Headers;

/** Removes headers: one name, those of a list, those that match an expression, or all of these (Flume INT-REMOVE). */
final class RemoveHeaderInterceptor extends HeaderInterceptor {

    private final Set<String> names;
    private final Pattern matching;

    /**
     * @param names    names to remove
     * @param matching an expression for whole names to remove, or null
     */
    RemoveHeaderInterceptor(Set<String> names, Pattern matching) {
        this.names = Set.copyOf(names);
        this.matching = matching;
    }

    @Override
    Headers change(Headers headers, long receivedAt) {
        return headers.without(this::isRemoved);
    }

    private boolean isRemoved(String name) {
        return names.contains(name) || matching != null && matching.matcher(name).matches();
    }
}
