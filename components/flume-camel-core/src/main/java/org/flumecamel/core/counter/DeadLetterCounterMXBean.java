/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

/** The counters of a dead letter. Flume has none; the names follow its style. */
public interface DeadLetterCounterMXBean extends CounterMXBean {

    /** Events that are on disk. */
    long getEventWrittenCount();

    /** Events that could not be written, again at each attempt; they stay where they were. */
    long getEventRefusedCount();

    /** Bytes that its files take; negative if that cannot be found out. */
    long getBytesUsed();

    /** How many bytes its files may take. */
    long getBytesLimit();

    /** Why the last attempt to write failed, or null if it did not: while this is set, batches do not get on. */
    String getLastFailure();

    /** When the last attempt to write failed, in milliseconds since the epoch; 0 if none ever did. */
    long getLastFailureTime();
}
