/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs.camel;

import java.io.Closeable;
import java.io.IOException;

/** Reads the messages of one file. Not thread-safe. */
interface MessageReader extends Closeable {

    /** A body, and the key of the record; null if there is none. */
    record Content(Object body, Object key) {
    }

    /** The next message, or null if there is none. */
    Content next() throws IOException;
}
