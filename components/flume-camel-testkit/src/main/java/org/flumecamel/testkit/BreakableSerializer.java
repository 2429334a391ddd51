/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Predicate;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.serializer.EventSerializer;
import org.flumecamel.core.serializer.EventSerializerFactory;

/**
 * Writes the bodies of events as lines and fails on demand in the middle of one, as a full disk does, with the beginning of
 * the line flushed. It breaks sinks that write files, through their option {@code serializer}. Thread-safe.
 */
public final class BreakableSerializer implements EventSerializerFactory {

    private volatile Predicate<Event> broken = event -> false;

    /** From now on writing an event that the test accepts fails. */
    public void breakAt(Predicate<Event> test) {
        broken = test;
    }

    /** From now on nothing fails. */
    public void repair() {
        broken = event -> false;
    }

    @Override
    public EventSerializer newSerializer(Map<String, String> options) {
        return new EventSerializer() {
            @Override
            public void write(EventBatch events, OutputStream out) throws IOException {
                for (Event event : events) {
                    if (broken.test(event)) {
                        out.write(event.array(), event.offset(), (event.length() + 1) / 2);
                        out.flush();
                        throw new IOException("No space left on device (on demand)");
                    }
                    event.writeTo(out);
                    out.write('\n');
                }
            }

            @Override
            public boolean endsEventsWithLineFeed() {
                return true;
            }
        };
    }
}
