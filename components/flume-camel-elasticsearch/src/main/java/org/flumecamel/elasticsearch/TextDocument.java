/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;

/** {@code @timestamp}, {@code message}, and a field for each header. */
final class TextDocument extends WrappedDocument {

    private final EventTime time = new EventTime();
    private final String idHeader;

    TextDocument(String idHeader) {
        super("message");
        this.idHeader = idHeader;
    }

    @Override
    void own(Event event, JsonBuffer out) {
        out.name("@timestamp");
        time.write(event, out);
    }

    @Override
    void fields(Headers headers, JsonBuffer out) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey();
            boolean isTime = EventTime.HEADER.equals(name) && EventTime.isTime(header.getValue());
            if (!isTime && !name.equals(idHeader)) {
                out.name(field(name)).string(header.getValue());
            }
        }
    }

    /** Header names come from outside; those that would spoil the document are made harmless. */
    static String field(String header) {
        boolean spoils = header.isBlank() || header.startsWith("_") || header.equals("message") || header.equals("@timestamp")
                         || header.equals("message_base64");
        String name = spoils ? "header_" + header.strip() : header;
        boolean ambiguous = name.startsWith(".") || name.endsWith(".") || name.contains("..");
        return ambiguous ? name.replace('.', '_') : name;
    }
}
