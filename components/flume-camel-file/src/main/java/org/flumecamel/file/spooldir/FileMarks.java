/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which files of a spool directory that is left as it is are completed or quarantined: for each there is a file in the
 * tracker directory, with the same name below it and a suffix (Flume SRC-SPOOLDIR-B3). Thread-safe.
 */
final class FileMarks {

    private final Path spoolDir;
    private final Path trackerDir;
    private final String completed;
    private final String quarantined;
    private final Set<Path> marked = ConcurrentHashMap.newKeySet();

    FileMarks(Path spoolDir, Path trackerDir, String completed, String quarantined) {
        this.spoolDir = spoolDir;
        this.trackerDir = trackerDir;
        this.completed = completed;
        this.quarantined = quarantined;
    }

    /** Finds the marks that are there. */
    void load() throws IOException {
        load(trackerDir);
    }

    private void load(Path directory) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                String name = entry.getFileName().toString();
                String suffix = name.endsWith(completed) ? completed : name.endsWith(quarantined) ? quarantined : null;
                if (suffix != null) {
                    String file = name.substring(0, name.length() - suffix.length());
                    marked.add(spoolDir.resolve(trackerDir.relativize(entry.resolveSibling(file))));
                } else if (Files.isDirectory(entry)) {
                    load(entry);
                }
            }
        }
    }

    boolean has(Path file) {
        return marked.contains(file);
    }

    void complete(Path file) throws IOException {
        mark(file, completed, "");
    }

    void quarantine(Path file, String reason) throws IOException {
        mark(file, quarantined, reason);
    }

    private void mark(Path file, String suffix, String content) throws IOException {
        Path relative = spoolDir.relativize(file);
        Path mark = trackerDir.resolve(relative.resolveSibling(relative.getFileName() + suffix));
        Files.createDirectories(mark.getParent());
        try {
            Files.createFile(mark);
        } catch (FileAlreadyExistsException e) {
            // it was made before a crash
            marked.add(file);
        }
        Files.writeString(mark, content);
        marked.add(file);
    }
}
