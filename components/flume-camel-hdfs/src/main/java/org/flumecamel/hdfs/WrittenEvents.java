/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.flumecamel.core.SinkDelivery;

/** Where the events of one batch were written, to flush these files and to settle each range by itself. */
final class WrittenEvents {

    private final List<Range> ranges = new ArrayList<>(4);

    private record Range(BucketWriter writer, BucketFile file, long events, int from, int to) {
    }

    /** Notes a range of the batch; its last event was the file's event of that number. */
    void add(BucketWriter writer, BucketFile file, long events, int from, int to) {
        ranges.add(new Range(writer, file, events, from, to));
    }

    /**
     * Flushes all files and marks the events of those where it works as delivered.
     *
     * @return what failed, one for each file
     */
    List<IOException> flush(SinkDelivery delivery) {
        Map<BucketFile, Long> ends = new IdentityHashMap<>();
        ranges.forEach(range -> ends.put(range.file, range.events));
        Map<BucketFile, IOException> failures = new IdentityHashMap<>();
        for (Range range : ranges) {
            Long end = ends.remove(range.file);
            if (end != null) {
                try {
                    range.writer.flush(range.file, end);
                } catch (IOException e) {
                    failures.put(range.file, e);
                }
            }
            if (!failures.containsKey(range.file)) {
                delivery.delivered(range.from, range.to);
            }
        }
        return new ArrayList<>(failures.values());
    }
}
