/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;

/**
 * Flume's {@code HEADER_AND_TEXT}: the headers as <code>{name=value, name=value}</code> in UTF-8, a blank, the body, and a
 * line feed unless {@code appendNewline=false}.
 */
final class HeaderAndTextSerializer implements EventSerializer {

    private final boolean appendNewline;
    private Headers lastHeaders;
    private byte[] lastBytes;

    HeaderAndTextSerializer(Map<String, String> options) {
        this.appendNewline = TextOptions.appendNewline(options);
    }

    @Override
    public void write(EventBatch events, OutputStream out) throws IOException {
        for (Event event : events) {
            if (event.headers() != lastHeaders) {
                lastHeaders = event.headers();
                lastBytes = (lastHeaders + " ").getBytes(StandardCharsets.UTF_8);
            }
            out.write(lastBytes);
            event.writeTo(out);
            if (appendNewline) {
                out.write('\n');
            }
        }
    }

    @Override
    public boolean endsEventsWithLineFeed() {
        return appendNewline;
    }
}
