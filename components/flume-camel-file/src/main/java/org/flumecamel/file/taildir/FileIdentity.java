/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the file system calls a file, whatever its name is. Inodes are used again after a file has gone. */
record FileIdentity(long device, long inode) {

    static FileIdentity of(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino");
        return new FileIdentity((Long) attributes.get("dev"), (Long) attributes.get("ino"));
    }
}
