/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.format;

import java.io.IOException;

import org.flumecamel.core.EventBatch;

/**
 * What is in one file: the way events become its bytes, for one file from its beginning to its end. Used by one thread at a
 * time.
 */
public interface FileBody {

    /** How many of some events, from the first on, this file can take; a file without any takes one at least. */
    default int fitting(EventBatch events) {
        return events.size();
    }

    /** Appends events, perhaps to a buffer. */
    void append(EventBatch events) throws IOException;

    /**
     * Hands everything appended so far to the file's stream, in such a form that it can be read back even if nothing follows
     * any more. The caller flushes the stream.
     */
    void flush() throws IOException;

    /** Hands everything to the file's stream, and what stands at the end of a file. Nothing is appended any more. */
    void finish() throws IOException;

    /** Gives up what it holds besides the file's stream, of which it writes nothing any more. It may be called again. */
    default void release() {
    }
}
