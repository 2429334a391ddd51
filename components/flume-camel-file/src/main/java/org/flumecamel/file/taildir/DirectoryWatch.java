/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of new names in directories as they come, where the operating system tells of them, so that a file is opened
 * before it can be renamed. What it does not tell (network file systems, too many watches) is found by looking at the
 * directories now and then, which goes on as well.
 */
final class DirectoryWatch implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

    /** How often a directory that could not be watched is tried again, in milliseconds. */
    private static final long RETRY = 1000;
    /** After news the next wait so many times as long as looking took, so that a storm of names costs little. */
    private static final int REST = 4;

    private final List<Path> directories;
    private final Consumer<Path> listener;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private WatchService service;

    /** @param listener is told the directory, in the thread that runs this */
    DirectoryWatch(List<Path> directories, Consumer<Path> listener) {
        this.directories = directories;
        this.listener = listener;
    }

    /** Begins to watch. News are heard once this {@linkplain #run() runs}. */
    DirectoryWatch open() {
        try {
            service = FileSystems.getDefault().newWatchService();
            register();
        } catch (IOException e) {
            LOG.info("Directories are not watched but looked at in short intervals: {}", e.toString());
        }
        return this;
    }

    /** Returns whether all are watched. */
    private boolean register() {
        boolean all = true;
        for (Path directory : directories) {
            WatchKey key = keys.get(directory);
            if (key == null || !key.isValid()) {
                try {
                    keys.put(directory, directory.register(service, StandardWatchEventKinds.ENTRY_CREATE));
                } catch (IOException e) {
                    LOG.debug("{} is not watched", directory, e);
                    all = false;
                }
            }
        }
        return all;
    }

    @Override
    public void run() {
        try {
            while (service != null) {
                WatchKey key = register() ? service.take() : service.poll(RETRY, TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    long begin = System.nanoTime();
                    tell((Path) key.watchable());
                    key.reset();
                    TimeUnit.NANOSECONDS.sleep((System.nanoTime() - begin) * REST);
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            LOG.trace("No longer watching {}", directories);
        }
    }

    private void tell(Path directory) {
        try {
            listener.accept(directory);
        } catch (RuntimeException e) {
            LOG.warn("New names in {} cannot be looked at now; they are later", directory, e);
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.debug("The watch was not closed properly", e);
            }
        }
    }
}
