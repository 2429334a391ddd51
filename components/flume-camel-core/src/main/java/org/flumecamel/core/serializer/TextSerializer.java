/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/**
 * Flume's {@code TEXT}: the body of each event, followed by a line feed unless {@code appendNewline=false}.
 * <p>
 * Sources that read lines hand out neighbouring slices of one array in which the line feeds still stand. Such a run is
 * written with a single call.
 */
final class TextSerializer implements EventSerializer {

    private final boolean appendNewline;

    TextSerializer(Map<String, String> options) {
        this.appendNewline = TextOptions.appendNewline(options);
    }

    @Override
    public void write(EventBatch events, OutputStream out) throws IOException {
        int index = 0;
        while (index < events.size()) {
            index = appendNewline ? writeLines(events, index, out) : writeBodies(events, index, out);
        }
    }

    private static int writeLines(EventBatch events, int first, OutputStream out) throws IOException {
        Event event = events.get(first);
        byte[] array = event.array();
        int from = event.offset();
        int end = from + event.length();
        int next = first + 1;
        while (hasLineFeed(array, end) && next < events.size()) {
            Event neighbour = events.get(next);
            if (neighbour.array() != array || neighbour.offset() != end + 1) {
                break;
            }
            end = neighbour.offset() + neighbour.length();
            next++;
        }
        if (hasLineFeed(array, end)) {
            out.write(array, from, end - from + 1);
        } else {
            out.write(array, from, end - from);
            out.write('\n');
        }
        return next;
    }

    private static boolean hasLineFeed(byte[] array, int at) {
        return at < array.length && array[at] == '\n';
    }

    private static int writeBodies(EventBatch events, int first, OutputStream out) throws IOException {
        Event event = events.get(first);
        int end = event.offset() + event.length();
        int next = first + 1;
        while (next < events.size() && events.get(next).array() == event.array() && events.get(next).offset() == end) {
            end += events.get(next).length();
            next++;
        }
        out.write(event.array(), event.offset(), end - event.offset());
        return next;
    }

    @Override
    public boolean endsEventsWithLineFeed() {
        return appendNewline;
    }
}
