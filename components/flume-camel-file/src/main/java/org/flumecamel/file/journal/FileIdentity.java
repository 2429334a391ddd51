/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

/** What the file system calls a file, whatever its names are. Inodes are used again after a file has gone. */
public record FileIdentity(long device, long inode) {
}
