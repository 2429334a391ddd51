/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.concurrent.TimeUnit;

import org.flumecamel.core.EventBatch;

/** When a file is closed (Flume SNK-HDFS-B2). Zero switches a limit off. */
record RollPolicy(long count, long size, long intervalNanos, long idleNanos) {

    static RollPolicy of(HdfsEndpoint options) {
        return new RollPolicy(options.getRollCount(), options.getRollSize(),
            TimeUnit.SECONDS.toNanos(options.getRollInterval()), TimeUnit.SECONDS.toNanos(options.getIdleTimeout()));
    }

    /** The option because of which a file with so much in it takes no further event, or null. */
    String fullBy(long events, long bytes) {
        return count > 0 && events >= count ? "rollCount" : size > 0 && bytes >= size ? "rollSize" : null;
    }

    /** Up to which index the events from one on go into a file that has so much in it; one at least does. */
    int end(EventBatch batch, int from, int to, long events, long bytes) {
        int end = count > 0 ? (int) Math.min(to, from + count - events) : to;
        if (size == 0 || bytes + batch.bytes() < size) {
            return end;
        }
        long sum = bytes;
        int index = from;
        while (index < end && sum < size) {
            sum += batch.get(index++).length();
        }
        return index;
    }

    /** The option because of which a file is closed after such a time, or null. */
    String dueBy(long ageNanos, long idleForNanos) {
        return intervalNanos > 0 && ageNanos >= intervalNanos ? "rollInterval"
            : idleNanos > 0 && idleForNanos >= idleNanos ? "idleTimeout" : null;
    }

    boolean usesTimer() {
        return intervalNanos > 0 || idleNanos > 0;
    }
}
