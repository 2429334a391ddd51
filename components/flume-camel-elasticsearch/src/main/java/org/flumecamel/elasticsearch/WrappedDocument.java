/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import java.util.Arrays;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;

/**
 * A document around a body that is text: the body in a field, and fields made of the headers. A body that is no UTF-8
 * cannot be in JSON as it is: it stands there once more, whole, as base 64 in {@code <field>_base64}. Events with the same
 * headers, as a source's neighbours have, share what was written of them.
 */
abstract class WrappedDocument implements DocumentWriter {

    /** How many bytes of a body that is no text are shown as text: enough for a line in another encoding. */
    private static final int SHOWN = 32 << 10;

    private final String bodyField;
    private Headers lastHeaders;
    private byte[] lastFields;

    WrappedDocument(String bodyField) {
        this.bodyField = bodyField;
    }

    /** Writes the fields that every event has another value of, but for the body. */
    abstract void own(Event event, JsonBuffer out);

    /** Writes the fields that come of the headers, each with a comma in front. */
    abstract void fields(Headers headers, JsonBuffer out);

    @Override
    public final void write(Event event, JsonBuffer out) {
        out.raw('{');
        own(event, out);
        body(event, out);
        if (event.headers() != lastHeaders) {
            lastHeaders = event.headers();
            int from = out.length();
            fields(lastHeaders, out);
            lastFields = Arrays.copyOfRange(out.array(), from, out.length());
        } else {
            out.raw(lastFields);
        }
        out.raw('}');
    }

    private void body(Event event, JsonBuffer out) {
        out.name(bodyField);
        int from = out.length();
        if (!out.string(event.array(), event.offset(), event.length())) {
            if (event.length() > SHOWN) {
                out.truncate(from);
                out.string(event.array(), event.offset(), SHOWN);
            }
            out.name(bodyField + "_base64").base64(event.array(), event.offset(), event.length());
        }
    }
}
