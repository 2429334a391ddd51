/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.elasticsearch;

import org.flumecamel.core.Event;
import org.flumecamel.core.Headers;

/** The layout of Flume's dynamic serializer (SNK-GONE-B1): {@code body}, and each header under its name. */
final class DynamicDocument extends WrappedDocument {

    DynamicDocument() {
        super("body");
    }

    @Override
    void own(Event event, JsonBuffer out) {
        // the time is a header like all others
    }

    @Override
    void fields(Headers headers, JsonBuffer out) {
        headers.forEach((name, value) -> out.name(name).string(value));
    }
}
