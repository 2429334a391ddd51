/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions of files and directories that hold events: nobody but their owner. */
public final class OwnerOnly {

    private OwnerOnly() {
    }

    /** For a file: 0600, where the file system knows permissions. */
    public static FileAttribute<?>[] file() {
        return permissions("rw-------");
    }

    /** For a directory: 0700, where the file system knows permissions. */
    public static FileAttribute<?>[] directory() {
        return permissions("rwx------");
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
                : new FileAttribute<?>[0];
    }
}
