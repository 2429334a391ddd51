/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

/** The counters of a channel, named as Flume names them (CNT). */
public interface ChannelCounterMXBean extends CounterMXBean {

    /** Events in the channel, those a sink works on included. */
    long getChannelSize();

    /** How many events the channel may hold. */
    long getChannelCapacity();

    /** Size in percent of the capacity. */
    double getChannelFillPercentage();

    /** Events offered to the channel. */
    long getEventPutAttemptCount();

    /** Events the channel has taken in. */
    long getEventPutSuccessCount();

    /** Events put again that the channel had already, and has not taken in twice. Flume has no such counter. */
    long getEventDuplicateCount();

    /** Events handed to a sink, again at each attempt. */
    long getEventTakeAttemptCount();

    /** Events that have left the channel because a sink is done with them. */
    long getEventTakeSuccessCount();
}
