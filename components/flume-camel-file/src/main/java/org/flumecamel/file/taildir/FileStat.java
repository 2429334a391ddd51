/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * One look at what a path leads to, symbolic links followed, in one system call.
 *
 * @param key          equal for all paths that lead to the same file, and only for them
 * @param regular      whether it is a file that can be tailed
 * @param size         in bytes
 * @param lastModified in milliseconds since the epoch
 */
record FileStat(Object key, boolean regular, long size, long lastModified) {

    /** What a path leads to, or null if it leads nowhere or must not be looked at. */
    static FileStat of(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.fileKey() == null) {
                throw new UnsupportedOperationException("flume-taildir needs a file system with inodes; " + path
                                                        + " is on one without");
            }
            return new FileStat(attributes.fileKey(), attributes.isRegularFile(), attributes.size(),
                    attributes.lastModifiedTime().toMillis());
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether a path leads to the file of that key. */
    static boolean leadsTo(Path path, Object key) {
        FileStat stat = of(path);
        return stat != null && stat.key.equals(key);
    }
}
