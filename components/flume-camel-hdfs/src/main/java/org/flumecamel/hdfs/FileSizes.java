/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.util.HashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns once when the settings of a sink make tiny files, of which a NameNode cannot bear many. Thread-safe. */
final class FileSizes {

    private static final Logger LOG = LoggerFactory.getLogger(FileSizes.class);

    /** So many files are looked at. */
    private static final int FILES = 20;
    /** An average below this is tiny. */
    private static final long TINY = 1 << 20;

    private final String sink;
    private final Map<String, Integer> reasons = new HashMap<>();
    private boolean done;
    private int files;
    private long bytes;

    /** @param wanted whether files are looked at at all; many on a local file system harm nobody */
    FileSizes(String sink, boolean wanted) {
        this.sink = sink;
        this.done = !wanted;
    }

    /**
     * Notes a file that is closed.
     *
     * @param reason the option that closed it; null if none did
     */
    synchronized void closed(long length, String reason) {
        if (done || reason == null) {
            return;
        }
        files++;
        bytes += length;
        reasons.merge(reason, 1, Integer::sum);
        if (files == FILES) {
            done = true;
            if (bytes / files < TINY) {
                String most = reasons.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
                LOG.warn("Sink {}: the first {} files have {} bytes on average, and most were closed because of {}. A NameNode"
                         + " keeps every file in memory: let them grow towards the size of a block", sink, files,
                    bytes / files, most);
            }
        }
    }
}
