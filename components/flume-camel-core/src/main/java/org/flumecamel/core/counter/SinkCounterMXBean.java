/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

/** The counters of a sink, named as Flume names them (CNT). */
public interface SinkCounterMXBean extends CounterMXBean {

    /** Connections or files opened. */
    long getConnectionCreatedCount();

    /** Connections or files closed. */
    long getConnectionClosedCount();

    /** Connections or files that failed. */
    long getConnectionFailedCount();

    /** Batches without events. */
    long getBatchEmptyCount();

    /** Batches smaller than the spooler may make them. */
    long getBatchUnderflowCount();

    /** Batches as large as the spooler may make them. */
    long getBatchCompleteCount();

    /** Events tried, again at each retry. */
    long getEventDrainAttemptCount();

    /** Events delivered. */
    long getEventDrainSuccessCount();

    /** Attempts that failed. */
    long getEventWriteFail();

    /** Failures to take from the channel. */
    long getChannelReadFail();
}
