/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a journal before a start. Each is made with its full size before it takes its name, so a shorter one has lost
 * its end since; Artemis reads what is left of it and does not mention the rest, or, with AIO, cannot read it at all.
 */
final class JournalFiles {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);

    /** A file with less than this has no head that makes it one of the journal, in bytes. */
    private static final int BLOCK = 512;

    private JournalFiles() {
    }

    /** Tells of each file that is cut off, and gives it its size back, so that what is left can be read. */
    static void mend(Path journal) throws IOException {
        if (!Files.isDirectory(journal)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(journal, "*.amq")) {
            for (Path file : files) {
                long size = Files.size(file);
                if (size < BrokerSettings.JOURNAL_FILE) {
                    LOG.error("The journal file {} is cut off: it has {} bytes of {}. Events that were in the missing part are"
                              + " lost unless their source sends them again; everything else in the journal is delivered",
                            file, size, BrokerSettings.JOURNAL_FILE);
                    if (size >= BLOCK) {
                        lengthen(file);
                    }
                }
            }
        }
    }

    private static void lengthen(Path file) throws IOException {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            whole.setLength(BrokerSettings.JOURNAL_FILE);
            whole.getFD().sync();
        }
    }
}
