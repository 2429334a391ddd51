/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.serializer;

import java.io.IOException;
import java.io.OutputStream;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.path.FileEnding;

/**
 * Writes the events of one file (Flume SER-OUT). An instance serves a single file, from {@link #start} to
 * {@link #finish}, and is used by one thread at a time. The stream is buffered; the sink flushes and closes it.
 */
public interface EventSerializer {

    /** Writes what stands at the beginning of the file. */
    default void start(OutputStream out) throws IOException {
    }

    /**
     * How many of some events, from the first on, this file can take; the sink begins a new file for the others. A new file
     * takes one at least. Called before {@link #write}, which then gets no more than these.
     */
    default int fitting(EventBatch events) {
        return events.size();
    }

    /** Writes events in their order. It is called with whole batches or ranges of them. */
    void write(EventBatch events, OutputStream out) throws IOException;

    /** Writes what the serializer holds back; called before the sink flushes the stream and acknowledges events. */
    default void flush(OutputStream out) throws IOException {
    }

    /** Writes what stands at the end of the file. It is not called for a file whose writing failed. */
    default void finish(OutputStream out) throws IOException {
    }

    /**
     * Whether every event ends with a line feed. If so, whatever follows the last line feed of a file that a crashed
     * process left behind is the beginning of an event that was never acknowledged, and the sink cuts it off.
     */
    default boolean endsEventsWithLineFeed() {
        return false;
    }

    /** How the end of the last whole event is found in a file of this serializer. */
    default FileEnding ending() {
        return endsEventsWithLineFeed() ? SerializedEnding.LINES : SerializedEnding.UNKNOWN;
    }

    /**
     * Why an event can never be written, into whatever file; null if it can be. Sinks ask before they write anything, of an
     * instance that serves no file.
     *
     * @throws IOException if that cannot be said now; the event is sent again
     */
    default String refusal(Event event) throws IOException {
        return null;
    }
}
