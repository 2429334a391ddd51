/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Where the events of one bucket were written, to flush these files and to settle each range by itself. */
final class WrittenEvents {

    private final List<Range> ranges = new ArrayList<>(2);
    private final Map<BucketFile, IOException> failures = new IdentityHashMap<>();

    private record Range(BucketWriter writer, BucketFile file, long events, int from, int to) {
    }

    /** Takes ranges of indexes. */
    interface Ranges {
        void range(int from, int to);
    }

    /** Notes a range of the batch; its last event was the file's event of that number. */
    void add(BucketWriter writer, BucketFile file, long events, int from, int to) {
        ranges.add(new Range(writer, file, events, from, to));
    }

    /**
     * Flushes all files.
     *
     * @return what failed, one for each file
     */
    List<IOException> flush() {
        for (Range range : ranges) {
            if (!failures.containsKey(range.file)) {
                try {
                    range.writer.flush(range.file, range.events);
                } catch (IOException e) {
                    failures.put(range.file, e);
                }
            }
        }
        return new ArrayList<>(failures.values());
    }

    /** The ranges in files where the flush has worked. */
    void forEachSafe(Ranges safe) {
        for (Range range : ranges) {
            if (!failures.containsKey(range.file)) {
                safe.range(range.from, range.to);
            }
        }
    }
}
