/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;

/**
 * The Elastic Common Schema: {@code host} is {@code host.name}, {@code file} is {@code log.file.path}, a header with a
 * point in its name is the field of that name, and all others are {@code labels}.
 */
final class EcsDocument extends WrappedDocument {

    private static final String VERSION = "8.11.0";
    private static final Map<String, String> KNOWN = Map.of("host", "host.name", "file", "log.file.path");

    private static final Pattern FIELD = Pattern.compile("[a-z][\\w-]*(\\.[\\w-]+)+");

    private final EventTime time = new EventTime();
    /** Names of headers, looked at once: parsed events have the same ones, with other values. */
    private final Map<String, Boolean> areFields = new HashMap<>();
    private final String idHeader;

    EcsDocument(String idHeader) {
        super("message");
        this.idHeader = idHeader;
    }

    @Override
    void own(Event event, JsonBuffer out) {
        out.name("@timestamp");
        time.write(event, out);
        out.name("ecs.version").string(VERSION);
    }

    @Override
    void fields(Headers headers, JsonBuffer out) {
        Map<String, String> labels = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            String known = KNOWN.get(name);
            if (EventTime.HEADER.equals(name) && EventTime.isTime(value) || name.equals(idHeader)) {
                return;
            }
            if (known != null && !headers.containsKey(known)) {
                out.name(known).string(value);
            } else if (areFields.computeIfAbsent(name, EcsDocument::isField)) {
                out.name(name).string(value);
            } else {
                labels.putIfAbsent(name.isBlank() ? "_" : name.replace('.', '_'), value);
            }
        });
        if (!labels.isEmpty()) {
            out.name("labels").raw('{');
            labels.forEach((name, value) -> out.name(name).string(value));
            out.raw('}');
        }
    }

    private static boolean isField(String name) {
        return FIELD.matcher(name).matches() && !name.equals("ecs.version");
    }
}
