/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

/** The counters of a source, named as Flume names them (CNT). */
public interface SourceCounterMXBean extends CounterMXBean {

    /** Events read. */
    long getEventReceivedCount();

    /** Events the route has taken. */
    long getEventAcceptedCount();

    /** Single events read. */
    long getAppendReceivedCount();

    /** Single events the route has taken. */
    long getAppendAcceptedCount();

    /** Batches read. */
    long getAppendBatchReceivedCount();

    /** Batches the route has taken. */
    long getAppendBatchAcceptedCount();

    /** Connections that are open now. */
    long getOpenConnectionCount();

    /** Reads that failed. */
    long getEventReadFail();

    /** Batches the route has refused. */
    long getChannelWriteFail();

    /** Other failures. */
    long getGenericProcessingFail();
}
