/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/**
 * A program that logs to {@code app.log} and a log rotation that does to this file, in random order, everything that
 * log rotations do. The same seed does the same things; only their timing varies.
 */
public final class RotatingWriter {

    /** Longest line it writes, terminator included. */
    public static final int LONGEST = 400;

    private static final Ending[] ENDINGS = {Ending.RENAME, Ending.GZIP, Ending.DELETE, Ending.COPY_TRUNCATE, Ending.REWRITE};
    private static final byte[] SAME_FIRST_LINE = (Tally.COMMENT
            + " This line is the first one of many generations of this file, so that none is known by its beginning: "
            + "-".repeat(120) + "\n").getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT = 10;

    private final Path directory;
    private final Path live;
    private final Random random;
    private final int linesPerSecond;
    private final int shortestLifeMillis;
    private final List<Generation> generations = new ArrayList<>();
    private FileChannel channel;
    private Generation generation;

    /**
     * @param linesPerSecond     while nothing is rotated; bursts come on top
     * @param shortestLifeMillis how long each generation lives at least; up to three times as long
     */
    public RotatingWriter(Path directory, long seed, int linesPerSecond, int shortestLifeMillis) {
        this.directory = directory;
        this.live = directory.resolve("app.log");
        this.random = new Random(seed);
        this.linesPerSecond = linesPerSecond;
        this.shortestLifeMillis = shortestLifeMillis;
    }

    /** Opens the file and writes a first line. */
    public void start() throws IOException {
        open();
        begin(random.nextBoolean());
        lines(1);
    }

    /** Writes and rotates; each kind of rotation comes equally often. */
    public List<Generation> run(int rotations) throws IOException {
        for (int i = 0; i < rotations; i++) {
            live();
            if (random.nextInt(5) == 0) {
                lines(2000 + random.nextInt(8000));
            }
            end(ENDINGS[i % ENDINGS.length]);
        }
        live();
        channel.close();
        return generations;
    }

    private void open() throws IOException {
        channel = FileChannel.open(live, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private void begin(boolean sameFirstLine) throws IOException {
        generation = new Generation(generations.size());
        generations.add(generation);
        if (sameFirstLine) {
            write(SAME_FIRST_LINE);
        }
    }

    /** Writes at the usual rate for a random time. */
    private void live() throws IOException {
        long life = TimeUnit.MILLISECONDS.toNanos(shortestLifeMillis + random.nextInt(2 * shortestLifeMillis));
        long began = System.nanoTime();
        long due = life * linesPerSecond / TimeUnit.SECONDS.toNanos(1);
        long done = 0;
        while (done < due) {
            long now = Math.min(due, (System.nanoTime() - began) * linesPerSecond / TimeUnit.SECONDS.toNanos(1));
            lines((int) (now - done));
            done = now;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void lines(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            line(generation, channel);
        }
    }

    private void line(Generation whose, FileChannel where) throws IOException {
        int length = Line.SHORTEST + random.nextInt(LONGEST - Line.SHORTEST + 1);
        byte[] line = Line.of(whose.stream(), whose.lines(), length);
        int cut = random.nextInt(4) == 0 ? 1 + random.nextInt(length - 1) : length;
        whose.written(System.nanoTime());
        write(where, line, 0, cut);
        write(where, line, cut, length);
    }

    private void write(byte[] bytes) throws IOException {
        write(channel, bytes, 0, bytes.length);
    }

    private static void write(FileChannel where, byte[] bytes, int from, int to) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, to - from);
        while (buffer.hasRemaining()) {
            where.write(buffer);
        }
    }

    private void end(Ending ending) throws IOException {
        Generation ended = generation;
        switch (ending) {
            case RENAME -> rename(ended);
            case GZIP -> {
                rename(ended);
                compress();
            }
            case DELETE -> delete();
            case COPY_TRUNCATE -> copyAndTruncate();
            case REWRITE -> rewrite();
            default -> throw new IllegalArgumentException(ending.name());
        }
        if (ending.isReadableToItsEnd()) {
            ended.ended(ending, System.nanoTime());
        }
    }

    /** A program notices late that its file was renamed: before or after the new file is there. */
    private void rename(Generation ended) throws IOException {
        shift();
        Files.move(live, rotated(1));
        FileChannel old = channel;
        boolean newFileFirst = random.nextBoolean();
        if (newFileFirst) {
            open();
            begin(random.nextBoolean());
            lines(random.nextInt(50));
        }
        int late = random.nextInt(200);
        for (int i = 0; i < late; i++) {
            line(ended, old);
            if (i % 20 == 0) {
                LockSupport.parkNanos(random.nextInt(5_000_000));
            }
        }
        old.close();
        if (!newFileFirst) {
            open();
            begin(random.nextBoolean());
        }
    }

    private void compress() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("app.log.1.gz")))) {
            Files.copy(rotated(1), out);
        }
        Files.delete(rotated(1));
    }

    private void delete() throws IOException {
        channel.close();
        Files.delete(live);
        open();
        begin(random.nextBoolean());
    }

    private void copyAndTruncate() throws IOException {
        shift();
        Files.copy(live, rotated(1));
        lines(random.nextInt(20));
        truncate(Ending.COPY_TRUNCATE);
        begin(random.nextBoolean());
    }

    private void rewrite() throws IOException {
        long size = channel.size();
        truncate(Ending.REWRITE);
        begin(true);
        if (random.nextInt(3) == 0) {
            while (channel.size() <= size) {
                lines(100);
            }
        }
    }

    private void truncate(Ending ending) throws IOException {
        generation.ended(ending, System.nanoTime());
        channel.truncate(0);
    }

    /** Makes room for {@code app.log.1}, as logrotate does. */
    private void shift() throws IOException {
        for (int i = KEPT; i > 0; i--) {
            for (String suffix : List.of("", ".gz")) {
                Path from = directory.resolve(rotated(i).getFileName() + suffix);
                if (Files.exists(from) && i == KEPT) {
                    Files.delete(from);
                } else if (Files.exists(from)) {
                    Files.move(from, directory.resolve(rotated(i + 1).getFileName() + suffix),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private Path rotated(int number) {
        return directory.resolve("app.log." + number);
    }
}
