/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.flumecamel.core.Headers;
import org.flumecamel.file.journal.FileIdentity;
import org.flumecamel.file.journal.FileStat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All files that are tailed, and the search for new ones. A file is opened when it is first seen, so that it can be read
 * to its end whatever happens to its name.
 * <p>
 * {@link #discover} may be called by any thread; files are closed and dropped by the source's thread only.
 */
final class FileTable {

    private static final Logger LOG = LoggerFactory.getLogger(FileTable.class);

    /** How long a file rests when it could not be read, in nanoseconds. */
    private static final long RETRY = 2_000_000_000;

    private final List<FileGroup> groups;
    private final SavedPositions savedPositions;
    private final FileHeader fileHeader;
    private final int maxOpenFiles;
    private final Serials serials;
    private final Map<FileIdentity, TailedFile> byIdentity = new LinkedHashMap<>();
    private int openFiles;
    private boolean closed;
    private volatile TailedFile[] files = {};
    private volatile long discoveredAt;

    /** The header that tells an event's file. */
    interface FileHeader {
        Headers of(FileGroup group, Path path);
    }

    FileTable(List<FileGroup> groups, SavedPositions savedPositions, FileHeader fileHeader, int maxOpenFiles,
              Serials serials) {
        this.groups = groups;
        this.savedPositions = savedPositions;
        this.fileHeader = fileHeader;
        this.maxOpenFiles = maxOpenFiles;
        this.serials = serials;
    }

    /** All files in the order they are read: as they were found, those found together by age. Must not be changed. */
    TailedFile[] files() {
        return files;
    }

    synchronized Collection<PositionRecord> records() {
        List<PositionRecord> records = new ArrayList<>(byIdentity.size());
        byIdentity.values().forEach(file -> records.add(file.record()));
        return records;
    }

    /** Looks for files for the first time, also for those that were renamed while nothing was running. */
    synchronized void discoverFirst(boolean skipToEnd) {
        discover(skipToEnd);
        for (PositionRecord record : savedPositions.remaining()) {
            findRenamed(record);
        }
        publish();
    }

    private void findRenamed(PositionRecord record) {
        Path directory = Path.of(record.file()).getParent();
        for (FileGroup group : groups) {
            if (group.directory().equals(directory)) {
                if (group.others().stream().noneMatch(other -> isRenamed(group, other, record))) {
                    LOG.info("{} (inode {}) of the position file is gone; it was read up to {}", record.file(),
                            record.inode(), record.position());
                }
                return;
            }
        }
    }

    private boolean isRenamed(FileGroup group, Path path, PositionRecord record) {
        FileStat stat = FileStat.of(path);
        if (stat == null || !stat.regular() || byIdentity.containsKey(stat.identity())
            || stat.identity().inode() != record.inode()) {
            return false;
        }
        try {
            TailedFile file = newFile(group, path, stat, record);
            if (!file.open()) {
                return false;
            }
            if (!SavedPositions.agrees(record, file)) {
                file.close();
                return false;
            }
            file.advance(file.position(), file.piece());
            file.lost();
            byIdentity.put(stat.identity(), file);
            return true;
        } catch (IOException e) {
            LOG.warn("{} may be the rest of {}, but it cannot be read: {}", path, record.file(), e.toString());
            return false;
        }
    }

    /** Looks for files if the last look is older than this. */
    void discoverIfOlderThan(long nanos) {
        if (System.nanoTime() - discoveredAt > nanos) {
            discover();
        }
    }

    /** Looks for new files and new names in all directories that may have changed. */
    synchronized void discover() {
        if (!closed) {
            discover(false);
        }
        discoveredAt = System.nanoTime();
    }

    /** Looks at a directory of which it is known that it has new names. */
    synchronized void discover(Path directory) {
        groups.stream().filter(group -> group.directory().equals(directory)).forEach(FileGroup::touch);
        discover();
    }

    private void discover(boolean skipToEnd) {
        boolean changed = false;
        countOpenFiles();
        for (FileGroup group : groups) {
            List<Path> paths = group.changed();
            if (paths != null && !group.isAbsent()) {
                discover(group, paths, skipToEnd);
                changed = true;
            }
        }
        if (changed) {
            publish();
        }
    }

    private record Sighting(Path path, FileStat stat) {
    }

    private void discover(FileGroup group, List<Path> paths, boolean skipToEnd) {
        Set<FileIdentity> seen = new HashSet<>();
        List<Sighting> fresh = new ArrayList<>();
        for (Path path : paths) {
            FileStat stat = FileStat.of(path);
            if (stat == null || !stat.regular()) {
                continue;
            }
            TailedFile known = byIdentity.get(stat.identity());
            boolean first = seen.add(stat.identity());
            if (known == null || first && isReused(known, group, stat)) {
                if (first) {
                    fresh.add(new Sighting(path, stat));
                }
            } else if (!known.path().equals(path) && (known.isAstray() || !FileStat.leadsTo(known.path(), known.identity()))) {
                LOG.debug("{} is now {}", known, path);
                known.foundAt(path);
            }
        }
        byIdentity.values().stream().filter(file -> file.group() == group && file.home() == group.device() && !file.isAstray()
                                         && !seen.contains(file.identity()))
                .forEach(this::findAgain);
        fresh.sort(Comparator.comparingLong((Sighting sighting) -> sighting.stat.lastModified())
                .thenComparing(sighting -> sighting.path));
        fresh.forEach(sighting -> add(group, sighting.path, sighting.stat, skipToEnd));
    }

    /**
     * Whether another file may have got the inode of one that is closed. It is opened like any new file, at once: the source's
     * thread looks after closed files only now and then. One that is not settled or gave trouble is left to that thread.
     */
    private boolean isReused(TailedFile known, FileGroup group, FileStat stat) {
        if (known.isOpen() || known.hasFailed() || !known.isSettled() || openFiles >= maxOpenFiles) {
            return false;
        }
        boolean changed = stat.size() != known.position();
        if (known.group() == group && (changed || stat.size() > 0)) {
            return changed;
        }
        // an empty file tells nothing of what it was, and one of another group is another unless it still has its name there
        return known.isAstray() || !FileStat.leadsTo(known.path(), known.identity());
    }

    /** No matching name of its group leads to the file any more. */
    private void findAgain(TailedFile file) {
        if (FileStat.leadsTo(file.path(), file.identity())) {
            return;
        }
        file.lost();
        if (file.isOpen()) {
            LOG.debug("{} has lost its name and is read to its end", file);
            return;
        }
        for (Path other : file.group().others()) {
            if (FileStat.leadsTo(other, file.identity())) {
                LOG.debug("{} is now {}, which does not match", file, other);
                file.foundAstray(other);
                return;
            }
        }
    }

    private void add(FileGroup group, Path path, FileStat stat, boolean skipToEnd) {
        TailedFile known = byIdentity.get(stat.identity());
        if (known == null) {
            PositionRecord record = savedPositions.take(stat.identity(), path.toString());
            add(newFile(group, path, stat, record != null ? record
                    : PositionRecord.start(stat.identity(), path.toString(), skipToEnd ? stat.size() : 0)), record);
        } else if (openFiles < maxOpenFiles) {
            PositionRecord record = known.record();
            boolean same = known.group() == group && FileStat.leadsTo(known.path(), known.identity());
            add(newFile(group, same ? known.path() : path, stat, record), record);
        }
    }

    private void add(TailedFile file, PositionRecord record) {
        byIdentity.put(file.identity(), file);
        try {
            if (openFiles < maxOpenFiles) {
                if (!open(file, record, true)) {
                    // it has got another name since it was looked at
                    findAgain(file);
                    open(file, record, true);
                }
                openFiles++;
            }
        } catch (IOException e) {
            complain(file, e);
        }
    }

    private TailedFile newFile(FileGroup group, Path path, FileStat stat, PositionRecord start) {
        return new TailedFile(stat.identity(), group, path, fileHeader.of(group, path), serials, start);
    }

    private void countOpenFiles() {
        openFiles = 0;
        for (TailedFile file : byIdentity.values()) {
            if (file.isOpen()) {
                openFiles++;
            }
        }
    }

    /**
     * Opens a file and compares it with what is known of it.
     *
     * @param seen whether a matching name has led to it just now
     */
    private static boolean open(TailedFile file, PositionRecord record, boolean seen) throws IOException {
        if (!file.open()) {
            return false;
        }
        if (record == null ? file.isVerified() : SavedPositions.agrees(record, file)) {
            boolean settled = file.isSettled();
            file.advance(file.position(), file.piece());
            if (settled) {
                // what is before the position is saved with it, although nothing was read of it here
                file.settled(file.mark());
            }
            return true;
        }
        if (file.isAstray() && !seen) {
            // something else has got the inode, under a name nobody asked for
            file.close();
            return false;
        }
        file.restart("is not what was read before under its inode");
        return true;
    }

    /** A file cannot be opened or read: said once, tried again with the others. */
    static void complain(TailedFile file, IOException cause) {
        if (file.failed(RETRY)) {
            LOG.warn("{} cannot be read; the other files go on, and it is tried again from offset {}: {}", file,
                    file.position(), cause instanceof FileNotFoundException ? cause.getMessage() : cause.toString());
        }
    }

    private void publish() {
        files = byIdentity.values().toArray(new TailedFile[0]);
    }

    /** Opens a file again, another one is closed for it if need be. Source's thread. */
    synchronized boolean reopen(TailedFile file) {
        if (byIdentity.get(file.identity()) != file) {
            return false;
        }
        try {
            countOpenFiles();
            if (openFiles >= maxOpenFiles) {
                long now = System.nanoTime();
                byIdentity.values().stream().filter(other -> other.isOpen() && !other.isAstray())
                        .max(Comparator.comparingLong(other -> other.idleNanos(now))).ifPresent(TailedFile::close);
            }
            return open(file, null, false);
        } catch (IOException e) {
            complain(file, e);
            file.close();
            return false;
        }
    }

    /** Forgets a file that no matching name leads to. Source's thread. */
    synchronized void dropAstray(TailedFile file) {
        if (file.isAstray()) {
            file.close();
            byIdentity.remove(file.identity(), file);
            publish();
        }
    }

    /** Closes all files. */
    synchronized void close() {
        closed = true;
        byIdentity.values().forEach(TailedFile::close);
    }
}
