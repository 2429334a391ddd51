/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import java.util.LinkedHashMap;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;

/** Puts fields into headers, and the time into its own; no field takes the place of that, or of the mark of an error. */
final class HeaderTarget implements FieldTarget {

    private final String prefix;
    private final boolean preserveExisting;
    private final ParserSettings settings;

    HeaderTarget(String prefix, boolean preserveExisting, ParserSettings settings) {
        this.prefix = prefix;
        this.preserveExisting = preserveExisting;
        this.settings = settings;
    }

    @Override
    public Event write(Event event, Fields fields) {
        Headers present = event.headers();
        Map<String, String> found = new LinkedHashMap<>(present);
        fields.values().forEach((field, value) -> {
            String name = prefix.isEmpty() ? field : prefix + field;
            if (!name.equals(settings.errorHeader()) && !(preserveExisting && present.containsKey(name))) {
                found.put(name, value.toString());
            }
        });
        if (fields.hasTime()) {
            found.put(settings.timeHeader(), Long.toString(fields.time()));
        }
        return event.withHeaders(Headers.of(found));
    }
}
