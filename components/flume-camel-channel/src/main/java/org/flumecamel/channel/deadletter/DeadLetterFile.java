/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * A file of a dead letter: an Avro container, {@code <name>-<milliseconds>.avro}. It can be read while an agent writes it, and
 * where it is damaged all other blocks of it can be read.
 */
public final class DeadLetterFile implements Comparable<DeadLetterFile> {

    private static final Pattern FILE_NAME = Pattern.compile("(.+)-(\\d+)\\.avro");
    /** The number of records and the length of a block stand before it, in up to ten bytes each. */
    private static final int BLOCK_HEAD = 20;
    private static final int MARKER = 16;

    private final Path path;
    private final String name;
    private final long begun;

    private DeadLetterFile(Path path, String name, long begun) {
        this.path = path;
        this.name = name;
        this.begun = begun;
    }

    /** The file at a path, or null if its name is not that of a dead letter's file. */
    public static DeadLetterFile at(Path path) {
        Matcher matcher = FILE_NAME.matcher(path.getFileName().toString());
        try {
            return matcher.matches() ? new DeadLetterFile(path, matcher.group(1), Long.parseLong(matcher.group(2))) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    /** The name of the dead letter. */
    public String name() {
        return name;
    }

    /** Whether an agent has it open to write to it. */
    public boolean isInUse() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
             FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /**
     * Reads all letters that can be read, in their order.
     *
     * @throws IOException if the file cannot be opened, or the reader fails
     */
    public Scan read(LetterReader letters) throws IOException {
        // asked first: what is at the end of a file that was in use then may just not be written yet
        boolean inUse = isInUse();
        long size = Files.size(path);
        if (size == 0) {
            return new Scan(0, List.of(), true);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
             SeekableFileInput input = new SeekableFileInput(path.toFile())) {
            DataFileReader<GenericRecord> reader;
            try {
                reader = new DataFileReader<>(input, new GenericDatumReader<>(null, DeadLetter.SCHEMA));
            } catch (IOException | RuntimeException e) {
                Scan.Damage all = new Scan.Damage(0, size, "it does not begin as the file of a dead letter does (" + e + ")");
                return new Scan(0, inUse ? List.of() : List.of(all), true);
            }
            return new Reading(channel, reader, size, inUse).all(letters);
        }
    }

    @Override
    public int compareTo(DeadLetterFile other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : Long.compare(begun, other.begun);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeadLetterFile file && file.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** One reading, from the first block to the last. */
    private static final class Reading {

        private final FileChannel channel;
        private final DataFileReader<GenericRecord> reader;
        private final long size;
        private final boolean inUse;
        private final List<Scan.Damage> damage = new ArrayList<>();
        private long count;
        private boolean stopped;

        Reading(FileChannel channel, DataFileReader<GenericRecord> reader, long size, boolean inUse) {
            this.channel = channel;
            this.reader = reader;
            this.size = size;
            this.inUse = inUse;
        }

        Scan all(LetterReader letters) throws IOException {
            long block = reader.previousSync();
            while (block < size && !stopped) {
                String problem = block(block, letters);
                long next = reader.previousSync();
                if (problem != null) {
                    reader.sync(block + 1);
                    next = Math.min(size, reader.previousSync());
                    if (next < size || !inUse) {
                        damage.add(new Scan.Damage(block, next, problem));
                    }
                }
                block = next;
            }
            return new Scan(count, List.copyOf(damage), !stopped);
        }

        /** Reads a block. Returns what is wrong with it, or null. */
        private String block(long block, LetterReader letters) throws IOException {
            int records = records(block);
            if (records < 0) {
                return "a block reaches beyond the end of the file";
            }
            for (int i = 0; i < records && !stopped; i++) {
                DeadLetter letter;
                try {
                    letter = DeadLetter.of(reader.next());
                } catch (RuntimeException | OutOfMemoryError e) {
                    // a length that is damaged asks for memory that nobody has
                    return "a block is damaged (" + e + ")";
                }
                count++;
                stopped = !letters.letter(new LetterId(block, i), letter);
            }
            return null;
        }

        /** How many records a block has, or -1 if it does not end in the file. Avro would allocate what its head says. */
        private int records(long block) throws IOException {
            ByteBuffer head = ByteBuffer.allocate(BLOCK_HEAD);
            while (head.hasRemaining() && channel.read(head, block + head.position()) > 0) {
                // a read may give less than was asked for
            }
            head.flip();
            long records = zigZag(head);
            long length = zigZag(head);
            boolean fits = records > 0 && records <= Integer.MAX_VALUE && length >= 0
                           && length <= size - block - head.position() - MARKER;
            return fits ? (int) records : -1;
        }

        private static long zigZag(ByteBuffer bytes) {
            long value = 0;
            for (int shift = 0; shift < 64 && bytes.hasRemaining(); shift += 7) {
                byte part = bytes.get();
                value |= (part & 0x7FL) << shift;
                if (part >= 0) {
                    return value >>> 1 ^ -(value & 1);
                }
            }
            return -1;
        }
    }
}
