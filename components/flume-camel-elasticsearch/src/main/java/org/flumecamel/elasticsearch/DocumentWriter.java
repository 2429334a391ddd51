/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import org.flumecamel.core.Event;

/** Makes the document of an event. An instance is used by one thread. */
interface DocumentWriter {

    /**
     * Writes one JSON object without line feeds.
     *
     * @throws RefusedDocumentException if there is no document for the event; what was written is to be dropped
     */
    void write(Event event, JsonBuffer out) throws RefusedDocumentException;
}
