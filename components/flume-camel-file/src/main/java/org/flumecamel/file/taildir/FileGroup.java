/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.flumecamel.core.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one directory whose names match a pattern, and the headers their events get (Flume SRC-TAILDIR-O2, -O4).
 * The directory is read again only when its time stamp has moved. Not thread-safe.
 */
final class FileGroup {

    private static final Logger LOG = LoggerFactory.getLogger(FileGroup.class);

    /** Time stamps of directories may be this coarse, in milliseconds: what changes later may leave them as they are. */
    private static final long COARSENESS = 2000;
    /** How often a directory with a fresh time stamp is read again, in nanoseconds. */
    private static final long RECHECK = 1_000_000_000;
    /** Where time stamps have fractions of seconds, they move with the ticks of the kernel, at least so often, in ms. */
    private static final long TICK = 20;

    private final String name;
    private final Path directory;
    private final Pattern pattern;
    private final Headers headers;
    private final boolean cache;
    private long listedVersion = Long.MIN_VALUE;
    private long listedAt;
    private boolean settled;
    private boolean volatileStamp;
    private boolean absent;
    private long device;

    private FileGroup(String name, Path directory, Pattern pattern, Headers headers, boolean cache) {
        this.name = name;
        this.directory = directory;
        this.pattern = pattern;
        this.headers = headers;
        this.cache = cache;
    }

    /**
     * Makes a group of the value of {@code filegroups.<name>}: a directory, and behind the last slash a regular expression
     * for file names.
     *
     * @throws IllegalArgumentException naming the option, if it is not that or the directory does not exist
     */
    static FileGroup of(String name, String value, Headers headers, boolean cache) {
        String option = "filegroups." + name;
        int slash = value.lastIndexOf('/');
        if (slash < 0 || slash == value.length() - 1) {
            throw new IllegalArgumentException(option + " must be a directory, a slash and a regular expression for file"
                                               + " names, not " + value);
        }
        Path directory = Path.of(slash == 0 ? "/" : value.substring(0, slash)).toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(option + ": there is no directory " + directory + existingPart(directory)
                                               + "; only the part behind the last slash is a regular expression");
        }
        try {
            return new FileGroup(name, directory, Pattern.compile(value.substring(slash + 1)), headers, cache);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(option + ": " + value.substring(slash + 1) + " is not a regular expression: "
                                               + e.getDescription() + " at " + e.getIndex(), e);
        }
    }

    private static String existingPart(Path directory) {
        Path parent = directory.getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        return parent == null ? "" : " (" + parent + " exists)";
    }

    String name() {
        return name;
    }

    Path directory() {
        return directory;
    }

    Headers headers() {
        return headers;
    }

    /** Whether the directory was gone when it was last looked at. */
    boolean isAbsent() {
        return absent;
    }

    /** The device the directory is on: another one, when a file system was mounted there or went away. */
    long device() {
        return device;
    }

    /** The matching names if the directory may have changed since the last call, or null; empty if it is gone. */
    List<Path> changed() {
        long modified;
        try {
            modified = Files.getLastModifiedTime(directory).toMillis();
        } catch (IOException e) {
            return gone(e);
        }
        long now = System.nanoTime();
        boolean same = cache && !absent && modified == listedVersion;
        if (same && !volatileStamp && (settled || now - listedAt < RECHECK)) {
            return null;
        }
        try {
            long wallClock = System.currentTimeMillis();
            List<Path> matching = list(true);
            device = (Long) Files.getAttribute(directory, "unix:dev");
            long age = wallClock - modified;
            settled = age > COARSENESS;
            volatileStamp = age >= 0 && age < TICK;
            listedVersion = modified;
            listedAt = now;
            if (absent) {
                LOG.info("Directory {} of filegroups.{} is back", directory, name);
                absent = false;
            }
            return matching;
        } catch (IOException e) {
            return gone(e);
        }
    }

    private List<Path> gone(IOException cause) {
        if (!absent) {
            absent = true;
            LOG.warn("Directory {} of filegroups.{} cannot be read; its positions are kept and it is tried again: {}",
                    directory, name, cause.toString());
        }
        return List.of();
    }

    /** The directory is read at the next look, whatever its time stamp is. */
    void touch() {
        listedVersion = Long.MIN_VALUE;
    }

    /** All names in the directory that do not match: where a rotated file may be found again. */
    List<Path> others() {
        try {
            return list(false);
        } catch (IOException e) {
            return gone(e);
        }
    }

    private List<Path> list(boolean matching) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory,
                entry -> pattern.matcher(entry.getFileName().toString()).matches() == matching)) {
            entries.forEach(paths::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return paths;
    }

    @Override
    public String toString() {
        return "filegroups." + name;
    }
}
