/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQQueueExistsException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses puts while the disk has no room to spare, so that the journal always has: a journal that meets a full disk ends the
 * broker. Takes go on, and what they free lets the puts in again. Thread-safe.
 */
final class DiskGuard implements ActiveMQServerMessagePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long COUNT_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path directory;
    private final long minFree;
    private final long maxUsed;
    private long looked = System.nanoTime() - LOOK_AGAIN_NANOS;
    private long counted = System.nanoTime() - COUNT_AGAIN_NANOS;
    private long used;
    private volatile String full;

    DiskGuard(BrokerSettings settings) {
        directory = settings.directory();
        minFree = settings.minDiskFree;
        maxUsed = settings.maxDisk;
    }

    @Override
    public void beforeSend(ServerSession session, Transaction transaction, Message message, boolean direct,
            boolean noAutoCreateQueue) throws ActiveMQException {
        String reason = full();
        if (reason == null) {
            return;
        }
        ActiveMQException refusal = new ActiveMQAddressFullException("The embedded broker takes no messages: " + reason);
        if (transaction == null) {
            throw refusal;
        }
        // The client hears it at the commit: the send of a transaction has no answer. What is thrown ends the send only, and is
        // the one exception that Artemis does not log with its stack trace, which would be done for each put.
        transaction.markAsRollbackOnly(refusal);
        throw new ActiveMQQueueExistsException(refusal.getMessage());
    }

    /** Why there is no room, or null. */
    String full() {
        long now = System.nanoTime();
        synchronized (this) {
            if (now - looked < LOOK_AGAIN_NANOS) {
                return full;
            }
            looked = now;
            String before = full;
            full = look(now);
            tell(before, full);
            return full;
        }
    }

    private String look(long now) {
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < minFree) {
                return "the disk of " + directory + " has " + megabytes(free) + " free, and minDiskFree is "
                       + megabytes(minFree);
            }
            if (maxUsed > 0 && used(now) > maxUsed) {
                return directory + " takes " + megabytes(used) + ", and maxDisk is " + megabytes(maxUsed);
            }
            return null;
        } catch (IOException | UncheckedIOException e) {
            return "the room for " + directory + " cannot be found out: " + e;
        }
    }

    private long used(long now) throws IOException {
        if (now - counted >= COUNT_AGAIN_NANOS) {
            long[] sum = new long[1];
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0] += attributes.size();
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // it has just been deleted
                    return FileVisitResult.CONTINUE;
                }
            });
            used = sum[0];
            counted = now;
        }
        return used;
    }

    private static void tell(String before, String now) {
        if (before == null && now != null) {
            LOG.warn("The embedded broker refuses puts: {}. Nothing is lost: sources wait, takes go on, and puts are let in"
                     + " again when there is room", now);
        } else if (before != null && now == null) {
            LOG.info("The embedded broker takes puts again, there is room on the disk");
        }
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
