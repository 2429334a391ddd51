/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SyncableFileOutputStream;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.flumecamel.channel.deadletter.DeadLetter;
import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.DeadLetterFolder;
import org.flumecamel.channel.deadletter.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the files of a dead letter: {@code <name>-<start in ms>.avro}, readable by their owner only and locked while they are
 * open. A batch is synced to disk before {@link #write} returns; a failed write leaves nothing behind and closes the file, so
 * that the next goes into a new one. Thread-safe; one instance for all who write the same dead letter.
 */
final class DeadLetterFiles {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFiles.class);

    private final Path directory;
    private final String name;
    private DataFileWriter<GenericRecord> writer;
    private SyncableFileOutputStream stream;
    private Path file;
    /** Bytes of the file that hold whole batches. */
    private long good;

    DeadLetterFiles(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** Makes the directory, so that a start fails if no dead letter could be written later. */
    void open() throws IOException {
        try {
            Files.createDirectories(directory, OwnerOnly.directory());
        } catch (IOException e) {
            throw new IOException("The directory of dead letter " + name + " cannot be made: " + directory, e);
        }
        if (!Files.isWritable(directory)) {
            throw new IOException("The directory of dead letter " + name + " cannot be written: " + directory);
        }
    }

    /** Bytes that the files take. */
    long used() throws IOException {
        long used = 0;
        for (DeadLetterFile one : new DeadLetterFolder(directory).files(name)) {
            used += Files.size(one.path());
        }
        return used;
    }

    /**
     * Writes letters and syncs them to disk.
     *
     * @param  maxBytes     how many bytes all files may take
     * @param  maxFileBytes how many bytes a file has before the next is begun
     * @throws IOException  if they are not on disk, or do not fit into the limit; the caller keeps them
     */
    synchronized void write(List<DeadLetter> letters, long maxBytes, long maxFileBytes) throws IOException {
        refuseAboveLimit(letters, maxBytes);
        boolean written = false;
        try {
            if (writer == null) {
                begin();
            }
            for (DeadLetter letter : letters) {
                writer.append(letter.toRecord());
            }
            writer.fSync();
            good = Files.size(file);
            written = true;
        } finally {
            if (!written) {
                abandon();
            }
        }
        if (good >= maxFileBytes) {
            close();
        }
    }

    private void refuseAboveLimit(List<DeadLetter> letters, long maxBytes) throws IOException {
        long more = letters.stream().mapToLong(DeadLetter::size).sum();
        long used = used();
        if (used + more > maxBytes) {
            throw new IOException("it is full: " + used + " of " + maxBytes + " bytes, and " + more + " more do not fit. Replay"
                                  + " or move away files in " + directory + ", or raise maxBytes");
        }
    }

    private void begin() throws IOException {
        long number = System.currentTimeMillis();
        file = null;
        while (file == null) {
            try {
                file = Files.createFile(directory.resolve(name + "-" + number++ + ".avro"), OwnerOnly.file());
            } catch (FileAlreadyExistsException e) {
                LOG.debug("{} is taken", e.getFile());
            }
        }
        good = 0;
        stream = new SyncableFileOutputStream(file.toFile());
        lock();
        writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(DeadLetter.SCHEMA));
        writer.create(DeadLetter.SCHEMA, stream);
        syncDirectory();
    }

    /** Tells others that the file is in use. Some file systems cannot. */
    private void lock() {
        try {
            stream.getChannel().tryLock();
        } catch (IOException e) {
            LOG.warn("{} cannot be locked, so nobody can see that it is in use: replay it only after a stop: {}", file,
                    e.toString());
        }
    }

    /** The name of a new file is on disk only when its directory is. */
    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (System.getProperty("os.name").startsWith("Windows")) {
                LOG.debug("Directories cannot be synced here: {}", e.toString());
            } else {
                throw e;
            }
        }
    }

    /** Closes the file, without what a failed write has left in it and without hiding the failure that is on its way. */
    private void abandon() {
        writer = null;
        if (stream == null) {
            return;
        }
        try (SyncableFileOutputStream broken = stream) {
            broken.getChannel().truncate(good);
            if (good == 0) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.debug("{} keeps what a failed write has left in it: {}", file, e.toString());
        }
        stream = null;
    }

    synchronized void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
            stream = null;
        }
    }
}
