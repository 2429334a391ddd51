/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.flumecamel.file.journal.FileIdentity;
import org.flumecamel.file.journal.FileStat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The positions read at the start, until the files they belong to are found. Not thread-safe.
 */
final class SavedPositions {

    private static final Logger LOG = LoggerFactory.getLogger(SavedPositions.class);

    private final Map<Long, List<PositionRecord>> byInode = new HashMap<>();

    SavedPositions(Collection<PositionRecord> records) {
        for (PositionRecord record : records) {
            byInode.computeIfAbsent(record.inode(), inode -> new ArrayList<>(1)).add(record);
        }
    }

    /** The records whose files were not found yet. */
    List<PositionRecord> remaining() {
        return byInode.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Takes out the record that may be the one of a file, or null: same inode, best with the same path or device. A record
     * with another path and device is that of a file that was renamed or whose device has got another number, unless its
     * own path still leads to its inode.
     */
    PositionRecord take(FileIdentity identity, String path) {
        List<PositionRecord> candidates = byInode.getOrDefault(identity.inode(), List.of());
        PositionRecord best = null;
        int bestRank = -1;
        for (PositionRecord candidate : candidates) {
            int rank = (candidate.file().equals(path) ? 2 : 0) + (candidate.device() == identity.device() ? 1 : 0);
            if (rank > bestRank && (rank > 0 || !isElsewhere(candidate, identity))) {
                best = candidate;
                bestRank = rank;
            }
        }
        if (best != null) {
            candidates.remove(best);
        }
        return best;
    }

    private static boolean isElsewhere(PositionRecord record, FileIdentity identity) {
        FileStat stat = FileStat.of(Path.of(record.file()));
        return stat != null && stat.identity().inode() == record.inode() && !stat.identity().equals(identity);
    }

    /**
     * Whether the content of an open file that was made with a record agrees with it. Where the record is Flume's and only
     * the name differs, the file was renamed or its inode was used again; a line that ends right before the position
     * speaks for the first.
     */
    static boolean agrees(PositionRecord record, TailedFile file) throws IOException {
        if (!file.isVerified()) {
            return false;
        }
        if (!record.isOfFlumeOnly() || record.file().equals(file.path().toString()) || record.position() == 0) {
            return true;
        }
        byte[] before = new byte[1];
        boolean renamed = file.read(record.position() - 1, before, 1) == 1 && before[0] == '\n';
        LOG.info("{} has the inode of {} in the position file and is {}", file, record.file(),
                renamed ? "taken for it, renamed" : "another file");
        return renamed;
    }
}
