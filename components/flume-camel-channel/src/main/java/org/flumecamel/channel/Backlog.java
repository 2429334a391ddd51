/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

/**
 * How full a channel is at a moment. A figure that is not known is negative.
 *
 * @param events       events in it, those in work included
 * @param eventLimit   how many events it may hold; 0 if there is no such limit
 * @param bytes        bytes it takes where it keeps its events
 * @param byteLimit    how many bytes it may take; 0 if there is no such limit
 * @param oldestMillis how long the oldest event has been in it, in milliseconds; 0 if it is empty
 */
public record Backlog(long events, long eventLimit, long bytes, long byteLimit, long oldestMillis) {

    /** The share of its limits that is used up, from 0 to 1 (a batch larger than the limit gives more); 0 without limits. */
    public double fill() {
        return Math.max(share(events, eventLimit), share(bytes, byteLimit));
    }

    private static double share(long used, long limit) {
        return limit <= 0 || used <= 0 ? 0 : (double) used / limit;
    }
}
