/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.LinkedHashMap;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;

/** The layout of Flume's logstash serializer (SNK-GONE-B1): fields with an at sign, headers in {@code @fields}. */
final class LogstashDocument extends WrappedDocument {

    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("source", "@source");
        FIELDS.put("type", "@type");
        FIELDS.put("host", "@source_host");
        FIELDS.put("src_path", "@source_path");
    }

    private final EventTime time = new EventTime();

    LogstashDocument() {
        super("@message");
    }

    @Override
    void own(Event event, JsonBuffer out) {
        out.name("@timestamp");
        time.write(event, out);
    }

    @Override
    void fields(Headers headers, JsonBuffer out) {
        FIELDS.forEach((header, field) -> {
            String value = headers.get(header);
            if (value != null && !value.isBlank()) {
                out.name(field).string(value);
            }
        });
        out.name("@fields").raw('{');
        headers.forEach((name, value) -> out.name(name).string(value));
        out.raw('}');
    }
}
