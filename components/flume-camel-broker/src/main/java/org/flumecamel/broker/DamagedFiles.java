/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts journal files aside whose head says nothing sensible. Artemis passes over damaged records, but one such file keeps it
 * from starting at all.
 */
final class DamagedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(DamagedFiles.class);
    private static final String FOLDER = "damaged";

    private DamagedFiles() {
    }

    /** Moves them from the journal of a data directory to its folder {@value #FOLDER}, and says so. */
    static void putAside(Path directory) throws IOException {
        Path journal = directory.resolve("journal");
        if (!Files.isDirectory(journal)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(journal, "*.amq")) {
            for (Path file : files) {
                if (isUnreadable(file)) {
                    Path aside = Files.createDirectories(directory.resolve(FOLDER)).resolve(file.getFileName());
                    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
                    LOG.error("Journal file {} is damaged at its head and cannot be read. It is {} now, and the messages in"
                              + " it are missing", file, aside);
                }
            }
        }
    }

    private static boolean isUnreadable(Path file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(JournalImpl.SIZE_HEADER);
        try (FileChannel channel = FileChannel.open(file)) {
            while (head.hasRemaining() && channel.read(head) >= 0) {
                continue;
            }
        }
        if (head.hasRemaining()) {
            // Artemis itself deletes what is too short to hold anything
            return false;
        }
        int format = head.getInt(0);
        int userVersion = head.getInt(Integer.BYTES);
        return format < 1 || format > JournalImpl.FORMAT_VERSION || userVersion != 0;
    }
}
