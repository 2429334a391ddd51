/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.deadletter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which letters of a file were sent again: a text file beside it, {@code <file>.marks}, to which a line
 * {@code <block> <first> <last>} is added and synced for each run of letters. A line that a crash has cut counts for nothing.
 * While it is open for writing nobody else can open it so. Not thread-safe.
 */
public final class ReplayMarks implements AutoCloseable {

    private static final String SUFFIX = ".marks";

    private final Map<Long, BitSet> marked = new HashMap<>();
    private final Path path;
    private FileChannel channel;

    private ReplayMarks(Path file) {
        this.path = Path.of(file + SUFFIX);
    }

    /** The marks of a file, to look at. */
    public static ReplayMarks of(DeadLetterFile file) throws IOException {
        ReplayMarks marks = new ReplayMarks(file.path());
        if (Files.exists(marks.path)) {
            marks.load(Files.readString(marks.path, StandardCharsets.US_ASCII));
        }
        return marks;
    }

    /**
     * The marks of a file, to add to; made if there are none.
     *
     * @throws IOException if another process is adding to them
     */
    public static ReplayMarks open(DeadLetterFile file) throws IOException {
        ReplayMarks marks = new ReplayMarks(file.path());
        boolean open = false;
        marks.channel = FileChannel.open(marks.path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE), OwnerOnly.file());
        try {
            marks.lock(file);
            marks.resume();
            open = true;
        } finally {
            if (!open) {
                marks.close();
            }
        }
        return marks;
    }

    private void lock(DeadLetterFile file) throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // as if another process had it
        }
        if (lock == null) {
            throw new IOException("Another replay is at work on " + file);
        }
    }

    private void resume() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) > 0) {
            // a read may give less than was asked for
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        load(text);
        channel.truncate(text.lastIndexOf('\n') + 1L);
        channel.position(channel.size());
    }

    private void load(String text) {
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
            String[] parts = line.split(" ");
            if (parts.length == 3) {
                mark(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            }
        });
    }

    private void mark(long block, int first, int last) {
        marked.computeIfAbsent(block, b -> new BitSet()).set(first, last + 1);
    }

    /** Whether a letter was sent again. */
    public boolean has(LetterId id) {
        BitSet ofBlock = marked.get(id.block());
        return ofBlock != null && ofBlock.get(id.index());
    }

    /** How many letters were sent again. */
    public long size() {
        return marked.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /** Marks letters, given in their order, as sent again. When it returns the marks are on disk. */
    public void add(Collection<LetterId> ids) throws IOException {
        StringBuilder lines = new StringBuilder();
        LetterId first = null;
        LetterId last = null;
        for (LetterId id : ids) {
            boolean goesOn = last != null && id.block() == last.block() && id.index() == last.index() + 1;
            if (!goesOn) {
                line(lines, first, last);
                first = id;
            }
            last = id;
        }
        line(lines, first, last);
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
        load(lines.toString());
    }

    private static void line(StringBuilder lines, LetterId first, LetterId last) {
        if (first != null) {
            lines.append(first.block()).append(' ').append(first.index()).append(' ').append(last.index()).append('\n');
        }
    }

    /** Deletes the marks, after their file is gone. */
    public void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
