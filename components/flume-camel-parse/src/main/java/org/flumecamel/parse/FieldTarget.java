/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

import org.flumecamel.core.Event;

/** Puts fields where they go. Thread-safe. */
interface FieldTarget {

    /** The event with the fields. */
    Event write(Event event, Fields fields);
}
