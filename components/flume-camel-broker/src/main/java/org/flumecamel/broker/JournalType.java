/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

/** How the broker writes its journal. */
public enum JournalType {
    /** {@link #aio} where the machine has it, else {@link #nio}. */
    auto,
    /** Linux' asynchronous direct IO; needs libaio. */
    aio,
    /** Ordinary file channels. */
    nio
}
