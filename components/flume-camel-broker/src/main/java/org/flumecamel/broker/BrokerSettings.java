/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;

/** What a user may set, and what follows from it. */
final class BrokerSettings {

    private static final int MIB = 1 << 20;

    String dataDirectory;
    JournalType journalType = JournalType.auto;
    boolean sync = true;
    /** Bytes of messages in memory, of all queues together; what is more waits in page files. */
    long maxMemory = Math.max(4 * MIB, Math.min(256L * MIB, Runtime.getRuntime().maxMemory() / 8));
    int journalFileSize = 16 * MIB;
    /** Bytes of the largest message that is written into the journal; a larger one gets a file of its own. */
    int maxJournalMessage = 2 * MIB;
    int duplicateIds = 20_000;
    long minDiskFree = 512L * MIB;
    long maxDiskBytes;

    /** @throws IllegalArgumentException naming the setting that cannot be */
    void check() {
        if (dataDirectory == null || dataDirectory.isBlank()) {
            throw new IllegalArgumentException("dataDirectory of the embedded broker must name a folder for its files");
        }
    }

    Path directory() {
        return Path.of(dataDirectory).toAbsolutePath().normalize();
    }
}
