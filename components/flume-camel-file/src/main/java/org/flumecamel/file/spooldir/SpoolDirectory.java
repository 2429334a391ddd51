/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.flumecamel.file.journal.FileStat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the files that are to be read, and gives them out in their order. A listing serves for many files: it is taken anew
 * when it is used up, or when it has become old compared with what it costs. While nothing in the directories changes, none
 * is taken at all. Used by the source's thread only.
 */
final class SpoolDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);

    private static final long SECOND = 1_000_000_000;
    /** Listing may take one part in so many of the time while there are files to read. */
    private static final int SHARE = 50;
    /** It may take one part in so many when there are none. */
    private static final int IDLE_SHARE = 5;
    /** A directory's time stamp may not tell of changes this short before the look: some are this coarse, in milliseconds. */
    private static final long STAMP_GRAIN = 2000;
    /** Time stamps are trusted for so long, in nanoseconds. */
    private static final long TRUST = 30 * SECOND;

    /** A file to read. */
    record Candidate(Path path, FileStat stat) {
    }

    private final Path root;
    private final boolean recursive;
    private final Predicate<String> name;
    private final Pattern ignore;
    private final Set<Path> excluded;
    private final ConsumeOrder order;
    private final long minAge;
    private final GenericFileFilter<File> filter;
    private final Comparator<GenericFile<File>> sorter;
    private final Predicate<Path> taken;

    private final Deque<Candidate> listed = new ArrayDeque<>();
    private final Map<Path, Long> stamps = new HashMap<>();
    private final Set<Path> complained = new HashSet<>();
    private boolean stale;
    private boolean used;
    private long listedAt;
    private long cost;
    private int listings;
    private long entries;

    /**
     * @param excluded directories below that are not searched
     * @param taken    tells which files are begun or completed and are left out
     */
    SpoolDirectory(SpooldirEndpoint endpoint, Path root, Set<Path> excluded, Predicate<Path> taken) {
        this.root = root;
        this.recursive = endpoint.isRecursiveDirectorySearch();
        this.name = endpoint.names();
        this.ignore = Pattern.compile(endpoint.getIgnorePattern());
        this.excluded = excluded;
        this.order = endpoint.getConsumeOrder();
        this.minAge = endpoint.getMinAge();
        this.filter = endpoint.getFilter();
        this.sorter = endpoint.getSorter();
        this.taken = taken;
    }

    /** The next file, or null if there is none now. */
    Candidate next() {
        long age = System.nanoTime() - listedAt;
        if (listed.isEmpty() ? isDue(age) : order != ConsumeOrder.RANDOM && age > Math.max(SECOND, cost * SHARE)) {
            list();
        }
        return listed.pollFirst();
    }

    private boolean isDue(long age) {
        return listings == 0 || used || age > cost * IDLE_SHARE && (stale || age > TRUST || hasChanged());
    }

    /** Whether a directory has other entries than when it was listed. */
    private boolean hasChanged() {
        for (Map.Entry<Path, Long> stamp : stamps.entrySet()) {
            FileStat stat = FileStat.of(stamp.getKey());
            if (stat == null || stat.lastModified() != stamp.getValue()) {
                return true;
            }
        }
        return false;
    }

    private void list() {
        long begin = System.nanoTime();
        listings++;
        used = false;
        listed.clear();
        stamps.clear();
        stale = filter != null;
        List<Candidate> found = new ArrayList<>();
        list(root, found);
        sort(found);
        listed.addAll(found);
        used = !found.isEmpty();
        listedAt = System.nanoTime();
        cost = listedAt - begin;
    }

    private void list(Path directory, List<Candidate> found) {
        FileStat stat = FileStat.of(directory);
        long age = stat == null ? 0 : System.currentTimeMillis() - stat.lastModified();
        stale |= age < STAMP_GRAIN;
        stamps.put(directory, stat == null ? Long.MIN_VALUE : stat.lastModified());
        List<Path> below = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                entries++;
                look(entry, found, below);
            }
            complained.remove(directory);
        } catch (NoSuchFileException e) {
            stale = true;
        } catch (IOException | DirectoryIteratorException e) {
            stale = true;
            if (complained.add(directory)) {
                LOG.warn("{} cannot be searched, and is tried again; the other files go on: {}", directory, e.toString());
            }
        }
        below.forEach(each -> list(each, found));
    }

    private void look(Path entry, List<Candidate> found, List<Path> below) {
        String text = entry.getFileName().toString();
        if (text.startsWith(".")) {
            return;
        }
        boolean named = name.test(text) && !taken.test(entry);
        if (!named && !recursive) {
            return;
        }
        if (recursive && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            if (!ignore.matcher(text).matches() && !excluded.contains(entry)) {
                below.add(entry);
            }
        } else if (named) {
            FileStat stat = FileStat.of(entry);
            if (stat != null && stat.regular() && isAccepted(entry, stat)) {
                found.add(new Candidate(entry, stat));
            }
        }
    }

    private boolean isAccepted(Path entry, FileStat stat) {
        if (minAge > 0 && System.currentTimeMillis() - stat.lastModified() < minAge) {
            stale = true;
            return false;
        }
        return filter == null || filter.accept(asFile(entry));
    }

    private void sort(List<Candidate> found) {
        if (sorter != null) {
            Map<Candidate, GenericFile<File>> files = new HashMap<>();
            found.forEach(candidate -> files.put(candidate, asFile(candidate.path())));
            found.sort(Comparator.comparing(files::get, sorter));
        } else if (order != ConsumeOrder.RANDOM) {
            Comparator<Candidate> age = Comparator.comparingLong(candidate -> candidate.stat().lastModified());
            found.sort((order == ConsumeOrder.OLDEST ? age : age.reversed())
                    .thenComparing(candidate -> candidate.path().getFileName()).thenComparing(Candidate::path));
        }
    }

    /** A file as Camel's file component knows it. */
    private GenericFile<File> asFile(Path path) {
        return FileConsumer.asGenericFile(root.toString(), path.toFile(), null, false);
    }

    /** How often the directories were listed. */
    int listings() {
        return listings;
    }

    /** How many names were looked at over all listings. */
    long entries() {
        return entries;
    }
}
