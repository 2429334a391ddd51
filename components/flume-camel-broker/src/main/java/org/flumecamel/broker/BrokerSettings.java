/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;

/** What a user may set, and what is fixed. Sizes are in bytes. */
final class BrokerSettings {

    static final int MIB = 1 << 20;
    /** A message up to this size is a record of the journal; a larger one gets a file of its own. */
    static final int LARGEST_RECORD = 2 * MIB;
    static final int JOURNAL_FILE = 10 * MIB;
    /** Journal files that are kept for reuse. */
    static final int JOURNAL_FILES = 10;
    static final int PAGE_FILE = 4 * MIB;

    private static final long LEAST_MEMORY = 8L * MIB;

    String dataDirectory;
    JournalType journalType = JournalType.nio;
    boolean sync = true;
    long memory = Math.max(LEAST_MEMORY, Math.min(64L * MIB, Runtime.getRuntime().maxMemory() / 8));
    long minDiskFree = 512L * MIB;
    long maxDisk;
    int duplicateIds = 20_000;

    /** @throws IllegalArgumentException naming the setting that cannot be */
    void check() {
        if (dataDirectory == null || dataDirectory.isBlank()) {
            throw new IllegalArgumentException("dataDirectory of the embedded broker must name a folder for its files");
        }
        require(journalType != null, "journalType", "one of auto, aio, nio", null);
        require(memory >= LEAST_MEMORY, "memory", "at least " + LEAST_MEMORY + " bytes", memory);
        require(minDiskFree >= 0, "minDiskFree", "a number of bytes, not negative", minDiskFree);
        long leastDisk = 2L * JOURNAL_FILES * JOURNAL_FILE;
        require(maxDisk == 0 || maxDisk >= leastDisk, "maxDisk", "0 (no limit) or at least " + leastDisk + " bytes", maxDisk);
        require(duplicateIds > 0, "duplicateIds", "at least 1", duplicateIds);
    }

    private static void require(boolean right, String name, String valid, Object value) {
        if (!right) {
            throw new IllegalArgumentException(name + " of the embedded broker must be " + valid + ", not " + value);
        }
    }

    Path directory() {
        return Path.of(dataDirectory).toAbsolutePath().normalize();
    }
}
