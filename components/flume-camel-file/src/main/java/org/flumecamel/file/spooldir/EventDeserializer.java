/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/**
 * Makes events of the content of one file (Flume SER-IN). It stands on one event at a time. The same content must give the
 * same events each time, and from each position the same ones that followed it before: batches are cut again after a crash.
 * Used by one thread.
 */
public interface EventDeserializer extends Closeable {

    /**
     * Moves on to the next event.
     *
     * @return             false at the end of the file
     * @throws IOException if what is in the file makes no event: it is quarantined
     */
    boolean next() throws IOException;

    /** The array the body of the event is in. It is not changed afterwards. */
    byte[] array();

    /** Where the body begins in the array. */
    int from();

    /** How long the body is, in bytes. */
    int length();

    /** Where to go on behind the event. */
    Position position();

    /** Headers that all events of the file have. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** The file is not read any more. Its content is closed by the caller. */
    @Override
    default void close() throws IOException {
    }
}
