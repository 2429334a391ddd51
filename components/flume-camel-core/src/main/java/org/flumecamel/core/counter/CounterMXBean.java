/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

/** Attributes of every counter, named as Flume names them (CNT). */
public interface CounterMXBean {

    /** SOURCE, CHANNEL, SINK or DEADLETTER. */
    String getType();

    /** When the component started, in milliseconds since the epoch; 0 before. */
    long getStartTime();

    /** When the component stopped, in milliseconds since the epoch; 0 before. */
    long getStopTime();
}
