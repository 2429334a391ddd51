/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import org.flumecamel.core.Headers;

/**
 * Stamps events with ids that are the same whenever the same bytes of the same file are read: the source's id, the
 * generation of the file, the offset and the length.
 */
final class EventIds {

    private final String header;
    private final String source;

    EventIds(String header, String source) {
        this.header = header;
        this.source = source;
    }

    Headers stamp(Headers headers, TailedFile file, long offset, int length) {
        return headers.with(header, source + "-" + file.generation() + "-" + offset + "-" + length);
    }
}
