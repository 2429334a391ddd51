/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.Arrays;

import org.flumecamel.core.EventBatch;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.core.path.BucketPath;

/** The events of a batch that go to one bucket, in their order. Used by one thread at a time. */
final class BucketEvents {

    private final BucketPath.Resolved bucket;
    private int[] indexes = new int[16];
    private int size;

    BucketEvents(BucketPath.Resolved bucket) {
        this.bucket = bucket;
    }

    /** Adds the event of a higher index than all before. */
    void add(int index) {
        if (size == indexes.length) {
            indexes = Arrays.copyOf(indexes, size * 2);
        }
        indexes[size++] = index;
    }

    BucketPath.Resolved bucket() {
        return bucket;
    }

    private boolean areInARow() {
        return indexes[size - 1] - indexes[0] == size - 1;
    }

    /** The events as a batch of their own. */
    EventBatch of(EventBatch batch) {
        if (size == batch.size()) {
            return batch;
        }
        if (areInARow()) {
            return batch.subBatch(indexes[0], indexes[0] + size);
        }
        EventBatch.Builder events = new EventBatch.Builder(size);
        for (int i = 0; i < size; i++) {
            events.add(batch.get(indexes[i]));
        }
        return events.build();
    }

    /** Some of them, by their indexes among themselves, are where the sink promised. */
    void delivered(int from, int to, SinkDelivery delivery) {
        if (areInARow()) {
            delivery.delivered(indexes[0] + from, indexes[0] + to);
        } else {
            for (int i = from; i < to; i++) {
                delivery.delivered(indexes[i]);
            }
        }
    }
}
