/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a source has on disk from other sources, in this process and in others, by a lock on a file. Thread-safe. */
public final class SourceLock {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLock.class);

    private final Path path;
    private FileChannel file;

    public SourceLock(Path path) {
        this.path = path;
    }

    /**
     * Takes the lock, if this source does not have it; makes missing directories.
     *
     * @return false if another source has it
     */
    public synchronized boolean lock() throws IOException {
        if (file != null) {
            return true;
        }
        Files.createDirectories(path.getParent());
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is locked by this process", path);
        } finally {
            if (lock == null) {
                unlock();
            }
        }
        return lock != null;
    }

    public synchronized boolean isLocked() {
        return file != null;
    }

    public synchronized void unlock() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.debug("{} was not given back properly", path, e);
            }
            file = null;
        }
    }
}
