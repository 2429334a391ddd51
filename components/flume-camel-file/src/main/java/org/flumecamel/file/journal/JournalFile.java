/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that lines are appended to, in one write each time, and that is replaced as a whole when that has become worth it.
 * A write that failed half-way is overwritten by the next one. Not thread-safe.
 */
public final class JournalFile {

    /** A smaller file is not worth to be written anew, in bytes. */
    private static final long SMALL = 64 * 1024;

    /** What a new file is to hold. */
    public interface Content {
        /** @param draft the file it is written to, which is there; it is renamed afterwards */
        String of(Path draft) throws IOException;
    }

    private final Path path;
    private RandomAccessFile file;
    private long length;
    private long compactLength;
    private boolean torn;

    public JournalFile(Path path) {
        this.path = path;
    }

    /** Whether it can be appended to: it was {@linkplain #replace replaced} once. */
    public boolean isOpen() {
        return file != null;
    }

    /** Appends lines. They are not synced. */
    public void append(String lines) throws IOException {
        if (torn) {
            file.setLength(length);
            file.seek(length);
        }
        byte[] bytes = lines.getBytes(StandardCharsets.ISO_8859_1);
        torn = true;
        file.write(bytes);
        torn = false;
        length += bytes.length;
    }

    /** Returns when all that was appended is on the disk. */
    public void sync() throws IOException {
        file.getFD().sync();
    }

    /** Whether it has grown so much that it should be replaced. */
    public boolean isLarge() {
        return length >= SMALL && length >= 2 * compactLength;
    }

    /** Replaces the file, synced; a crash leaves the old or the new one. */
    public void replace(Content content) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".tmp");
        RandomAccessFile written = new RandomAccessFile(draft.toFile(), "rw");
        try {
            written.setLength(0);
            byte[] bytes = content.of(draft).getBytes(StandardCharsets.ISO_8859_1);
            written.write(bytes);
            written.getFD().sync();
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            RandomAccessFile old = file;
            file = written;
            written = old;
            length = bytes.length;
            compactLength = length;
            torn = false;
        } finally {
            if (written != null) {
                written.close();
            }
        }
        try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Closes it; it cannot be appended to any more. */
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
