/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

/** What the file system calls a file, whatever its names are. Inodes are used again after a file has gone. */
record FileIdentity(long device, long inode) {
}
