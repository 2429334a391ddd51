/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.flumecamel.file.journal.FileStat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that an earlier run has begun and not completed, until they are found again. Used by the source's thread only. */
final class EarlierFiles {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierFiles.class);

    private final SpoolTracker tracker;
    private final Map<Long, List<TrackedFile>> byInode = new HashMap<>();
    private final Map<String, TrackedFile> byPath = new HashMap<>();

    EarlierFiles(SpoolTracker tracker) {
        this.tracker = tracker;
        for (TrackedFile file : tracker.files()) {
            byInode.computeIfAbsent(file.stat().identity().inode(), inode -> new ArrayList<>(1)).add(file);
            byPath.put(file.path(), file);
        }
    }

    /** Takes out what is known of a file, or null: it is the same if it is as it was, whatever its name is. */
    TrackedFile take(Path path, FileStat stat) {
        for (TrackedFile file : byInode.getOrDefault(stat.identity().inode(), List.of())) {
            if (file.is(stat, path.toString())) {
                remove(file);
                return file;
            }
        }
        return null;
    }

    /** Takes out what is known of another file that had this name and was read in part, or null. */
    TrackedFile takeOther(Path path) {
        TrackedFile file = byPath.get(path.toString());
        if (file != null && file.done()) {
            forget(file);
            return null;
        }
        if (file != null) {
            remove(file);
        }
        return file;
    }

    private void remove(TrackedFile file) {
        byPath.remove(file.path(), file);
        byInode.getOrDefault(file.stat().identity().inode(), List.of()).remove(file);
    }

    /** All files that are to be read were found: forgets those that are gone, and those that are marked as completed. */
    void forgetRest() {
        for (TrackedFile file : List.copyOf(byPath.values())) {
            if (file.done() || FileStat.of(Path.of(file.path())) == null) {
                forget(file);
            }
        }
    }

    private void forget(TrackedFile file) {
        remove(file);
        if (!file.done()) {
            LOG.warn("{} is not there any more; {} events of it were delivered", file.path(), file.settled().events());
        }
        try {
            tracker.end(file.id());
        } catch (IOException e) {
            LOG.debug("{} stays in the tracker", file.path(), e);
        }
    }
}
