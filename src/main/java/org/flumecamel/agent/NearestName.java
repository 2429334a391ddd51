/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody may have meant. */
final class NearestName {

    private NearestName() {
    }

    /** {@code ; did you mean <name>?} for the nearest of the names, or nothing if none is near. */
    static String hint(String wrong, Collection<String> names) {
        return of(wrong, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** The nearest name that differs in at most a third of its letters, or two, whatever their case. */
    static Optional<String> of(String wrong, Collection<String> names) {
        int limit = Math.max(2, wrong.length() / 3);
        Comparator<String> nearestFirst = Comparator.comparingInt(name -> distance(wrong, name));
        return names.stream().filter(name -> distance(wrong, name) <= limit)
                .min(nearestFirst.thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String left, String right) {
        return LevenshteinDistance.getDefaultInstance().apply(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
    }
}
