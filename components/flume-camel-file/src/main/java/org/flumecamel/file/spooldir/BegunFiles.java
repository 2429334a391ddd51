/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files between their first event and their end: notes how far each is settled, and disposes of it when all of it is.
 * Thread-safe; {@link #keep()} does the work, a little after there is something to do.
 */
final class BegunFiles {

    private static final Logger LOG = LoggerFactory.getLogger(BegunFiles.class);

    private final String source;
    private final SpoolTracker tracker;
    private final Disposal disposal;
    private final Runnable wake;
    private final Runnable onQuarantine;
    private final Map<Path, SpooledFile> files = new ConcurrentHashMap<>();
    private final Queue<SpooledFile> news = new ConcurrentLinkedQueue<>();
    private final Map<SpooledFile, String> troubles = new HashMap<>();

    /**
     * @param wake         is called when there is something to do
     * @param onQuarantine is called for each file that was quarantined
     */
    BegunFiles(String source, SpoolTracker tracker, Disposal disposal, Runnable wake, Runnable onQuarantine) {
        this.source = source;
        this.tracker = tracker;
        this.disposal = disposal;
        this.wake = wake;
        this.onQuarantine = onQuarantine;
    }

    boolean has(Path path) {
        return files.containsKey(path);
    }

    void add(SpooledFile file) {
        files.put(file.path(), file);
    }

    /** More of a file is settled, or it was read to its end. */
    void look(SpooledFile file) {
        if (file.queue()) {
            news.add(file);
            wake.run();
        }
    }

    /** Does what there is to do. Returns false if something did not succeed and is to be tried again. */
    synchronized boolean keep() {
        news.addAll(troubles.keySet());
        for (SpooledFile file = news.poll(); file != null; file = news.poll()) {
            file.unqueue();
            try {
                if (file.isDone()) {
                    end(file);
                } else {
                    tracker.note(file.tracked());
                }
                troubles.remove(file);
            } catch (IOException e) {
                if (!e.toString().equals(troubles.put(file, e.toString()))) {
                    LOG.warn("Source {}: {} cannot be completed or noted, and is tried again; nothing is lost: {}", source,
                            file, e.toString());
                }
            }
        }
        return troubles.isEmpty();
    }

    private void end(SpooledFile file) throws IOException {
        if (files.get(file.path()) != file) {
            return;
        }
        boolean faulty = file.fault() != null;
        if (!faulty && tracker.isNoted(file.id())) {
            tracker.note(file.tracked().asDone());
        }
        try {
            if (disposal.dispose(file)) {
                onQuarantine.run();
            }
        } catch (IOException e) {
            if (!faulty) {
                tracker.note(file.tracked().asDone());
            }
            throw e;
        }
        tracker.end(file.id());
        files.remove(file.path(), file);
    }
}
