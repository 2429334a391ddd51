/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

/** What becomes of a line longer than {@code maxEventBytes}. */
public enum Oversize {
    /** It becomes several events, each with its number in the header {@code flume.split}. */
    SPLIT,
    /** Its beginning becomes an event with the header {@code flume.truncated}; the rest is dropped. */
    TRUNCATE,
    /** Its beginning goes to the dead letter endpoint; the rest is dropped. */
    DEADLETTER
}
