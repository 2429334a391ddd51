/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for an output directory in which something, or nothing any more, happens. */
public final class Quiet {

    private Quiet() {
    }

    /** Waits until there is any output. */
    public static void awaitFirst(Path directory, JavaProcess agent) throws IOException {
        long began = System.nanoTime();
        while (size(directory) == 0) {
            agent.requireAlive();
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(30)) {
                throw new IllegalStateException("No output within 30 s; the end of the log:\n" + agent.endOfLog());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Waits until the size of all files stays the same for some time. */
    public static void await(Path directory, long quietMillis, JavaProcess agent) throws IOException {
        long size = -1;
        long since = System.nanoTime();
        while (System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(quietMillis)) {
            agent.requireAlive();
            long now = size(directory);
            if (now != size) {
                size = now;
                since = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static long size(Path directory) throws IOException {
        long size = 0;
        for (Path file : Tally.files(directory)) {
            size += file.toFile().length();
        }
        return size;
    }
}
