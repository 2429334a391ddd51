/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * One look at what a path leads to, symbolic links followed, in one system call, so that the parts belong together.
 *
 * @param regular      whether it is a file that can be read
 * @param size         in bytes
 * @param lastModified in milliseconds since the epoch
 */
public record FileStat(FileIdentity identity, boolean regular, long size, long lastModified) {

    /** What a path leads to, or null if it leads nowhere or must not be looked at. */
    public static FileStat of(Path path) {
        try {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino,isRegularFile,size,lastModifiedTime");
            return new FileStat(new FileIdentity((Long) attributes.get("dev"), (Long) attributes.get("ino")),
                    (Boolean) attributes.get("isRegularFile"), (Long) attributes.get("size"),
                    ((FileTime) attributes.get("lastModifiedTime")).toMillis());
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether a path leads to a file. */
    public static boolean leadsTo(Path path, FileIdentity identity) {
        FileStat stat = of(path);
        return stat != null && stat.identity.equals(identity);
    }
}
