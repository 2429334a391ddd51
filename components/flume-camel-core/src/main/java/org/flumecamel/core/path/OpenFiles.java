/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that a sink has open, recorded on disk, so that the next start can finish what a crashed process left behind.
 * <p>
 * The record is a hidden directory beside the files, {@code .<owner>} ({@code .<owner>-2} and so on where several live
 * sinks have the same name), with one small file for each open file. A lock, which the operating system releases when the
 * process dies, tells a crashed owner from a live one: the files of a live one are never touched. A clean stop leaves
 * nothing. Thread-safe.
 */
public final class OpenFiles implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private static final String LOCK = "lock";
    private static final String ENTRY = ".open";
    private static final String END = "end";

    /** Claimed by this JVM. Opening such a lock file and closing it again would release the lock (POSIX). */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lock;
    private final List<Entry> abandoned = new ArrayList<>();

    private OpenFiles(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * A file that is open.
     *
     * @param inUse  where it is written
     * @param target where it belongs when it is finished; may be the same
     * @param ending the name of the {@link FileEnding} of what is in it
     */
    public record Entry(String inUse, String target, String ending, Path record) {
    }

    /**
     * Takes over the record of an owner, with what dead processes left in it.
     *
     * @param parent the directory to keep the record in; made if it is not there
     * @param owner  kind and name of the sink
     */
    public static OpenFiles claim(Path parent, String owner) throws IOException {
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
        }
        Path realParent = parent.toRealPath();
        StringBuilder safe = new StringBuilder(".");
        SafeName.encode(owner, safe);
        String name = SafeName.of(safe.toString());
        OpenFiles claimed = null;
        for (int slot = 1; claimed == null || Files.exists(slot(realParent, name, slot)); slot++) {
            OpenFiles candidate = tryClaim(slot(realParent, name, slot));
            if (candidate == null) {
                continue;
            }
            if (claimed == null) {
                claimed = candidate;
            } else {
                claimed.takeOver(candidate);
            }
        }
        claimed.readAbandoned();
        return claimed;
    }

    private static Path slot(Path parent, String name, int slot) {
        return parent.resolve(slot == 1 ? name : name + "-" + slot);
    }

    private static OpenFiles tryClaim(Path directory) throws IOException {
        if (!CLAIMED.add(directory)) {
            return null;
        }
        FileChannel channel = null;
        try {
            channel = lock(directory);
            return channel == null ? null : new OpenFiles(directory, channel);
        } finally {
            if (channel == null) {
                CLAIMED.remove(directory);
            }
        }
    }

    /** A channel that holds the lock, or null if a live process has it. */
    private static FileChannel lock(Path directory) throws IOException {
        while (true) {
            Files.createDirectories(directory);
            try {
                FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
                if (channel.tryLock() == null) {
                    channel.close();
                    return null;
                }
                if (isInPlace(channel, directory.resolve(LOCK))) {
                    return channel;
                }
                channel.close();
            } catch (NoSuchFileException e) {
                LOG.debug("The last owner of {} has just removed it", directory);
            }
        }
    }

    /**
     * Whether the locked file is the one in the directory, not one that its last owner removed at the same moment. It is
     * told by a size that no other is likely to have, because opening the file once more would give the lock up.
     */
    private static boolean isInPlace(FileChannel locked, Path path) throws IOException {
        int size = ThreadLocalRandom.current().nextInt(1, 1 << 16);
        locked.truncate(0);
        locked.write(ByteBuffer.allocate(1), size - 1);
        return Files.exists(path) && Files.size(path) == size;
    }

    private void takeOver(OpenFiles other) throws IOException {
        for (Path record : records(other.directory)) {
            Files.move(record, newRecord(), StandardCopyOption.ATOMIC_MOVE);
        }
        other.close();
    }

    private void readAbandoned() throws IOException {
        for (Path record : records(directory)) {
            List<String> lines = Files.readAllLines(record);
            if (lines.size() == 4 && END.equals(lines.get(3))) {
                abandoned.add(new Entry(lines.get(0), lines.get(1), lines.get(2), record));
            } else {
                // the process died before the record was whole, and so before it made the file
                Files.delete(record);
            }
        }
    }

    private static List<Path> records(Path directory) throws IOException {
        List<Path> records = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + ENTRY)) {
            found.forEach(records::add);
        }
        return records;
    }

    /** What dead processes had open. Each is to be finished and then reported as {@link #finished}. */
    public List<Entry> abandoned() {
        return List.copyOf(abandoned);
    }

    /** Records a file; to be called before it is made. */
    public Entry opening(String inUse, String target, FileEnding ending) throws IOException {
        Path record = newRecord();
        // somebody may have removed the whole directory to start afresh
        Files.createDirectories(directory);
        // not a channel, which an interrupt of the thread would close
        try (FileOutputStream out = new FileOutputStream(record.toFile())) {
            out.write((inUse + "\n" + target + "\n" + ending.name() + "\n" + END + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return new Entry(inUse, target, ending.name(), record);
    }

    private Path newRecord() {
        return directory.resolve(Long.toHexString(ThreadLocalRandom.current().nextLong()) + ENTRY);
    }

    /** Forgets a file: it has its final name and nothing is to be done about it any more. */
    public void finished(Entry entry) {
        try {
            Files.deleteIfExists(entry.record());
        } catch (IOException e) {
            // harmless: the next start finds a record of a file that is gone or whole
            LOG.warn("The record {} of the finished file {} cannot be removed: {}", entry.record(), entry.target(),
                e.toString());
        }
    }

    /** Gives the record up. What is still in it stays for the next start. */
    @Override
    public void close() throws IOException {
        try {
            if (records(directory).isEmpty()) {
                Files.deleteIfExists(directory.resolve(LOCK));
                Files.deleteIfExists(directory);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("The record {} is gone already", directory);
        } finally {
            lock.close();
            CLAIMED.remove(directory);
        }
    }
}
