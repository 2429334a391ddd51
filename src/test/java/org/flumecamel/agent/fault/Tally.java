/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts which {@linkplain Line lines} arrived in the files of a directory: once, again, changed, out of order. What was
 * never written cannot pass for a line, because lines prove themselves.
 */
public final class Tally {

    /** Lines that begin so may come any number of times; they are counted and nothing else. */
    public static final String COMMENT = "#";

    private static final Pattern DIGITS = Pattern.compile("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");

    private final Map<Integer, Arrived> streams = new TreeMap<>();
    private final List<String> strange = new ArrayList<>();
    private final byte[] scratch;
    private long altered;
    private long torn;
    private long comments;
    private long lines;
    private Arrived current;

    /** @param longest length of the longest line to expect, terminator included */
    public Tally(int longest) {
        this.scratch = new byte[longest];
    }

    /** What arrived of one stream. */
    public static final class Arrived {
        private final int stream;
        private final BitSet once = new BitSet();
        private long again;
        private long disordered;
        private long highest = -1;

        private Arrived(int stream) {
            this.stream = stream;
        }

        private void add(long sequence) {
            int index = Math.toIntExact(sequence);
            if (once.get(index)) {
                again++;
                return;
            }
            once.set(index);
            if (sequence < highest) {
                disordered++;
            } else {
                highest = sequence;
            }
        }

        /** How many different lines arrived. */
        public long distinct() {
            return once.cardinality();
        }

        /** How many lines arrived that had arrived before. */
        public long again() {
            return again;
        }

        /** How many lines arrived for the first time after one that was written later. */
        public long disordered() {
            return disordered;
        }

        /** The highest sequence number that arrived, or -1. */
        public long highest() {
            return highest;
        }

        /** How many of the first lines did not arrive. */
        public long lost(long written) {
            return written - once.get(0, Math.toIntExact(written)).cardinality();
        }

        /** The sequence numbers below a bound that did not arrive. */
        public List<Long> missing(long written) {
            List<Long> missing = new ArrayList<>();
            for (int i = once.nextClearBit(0); i < written; i = once.nextClearBit(i + 1)) {
                missing.add((long) i);
            }
            return missing;
        }
    }

    /** Counts all files below a directory, oldest name first; hidden files are not counted. */
    public Tally addAll(Path directory) throws IOException {
        for (Path file : files(directory)) {
            add(file);
        }
        return this;
    }

    /** The files below a directory in the order of the numbers in their names. */
    public static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> Files.isRegularFile(file) && !isHidden(directory, file))
                    .sorted(Comparator.comparing(file -> directory.relativize(file).toString(), Tally::compareNames)).toList();
        }
    }

    /** Whether a file or a directory on the way to it is hidden: an agent's own notes, not output. */
    static boolean isHidden(Path directory, Path file) {
        for (Path name : directory.relativize(file)) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Orders names by the numbers in them. */
    static int compareNames(String left, String right) {
        String[] a = DIGITS.split(left);
        String[] b = DIGITS.split(right);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            boolean numbers = Character.isDigit(a[i].charAt(0)) && Character.isDigit(b[i].charAt(0));
            int order = numbers ? new java.math.BigInteger(a[i]).compareTo(new java.math.BigInteger(b[i]))
                    : a[i].compareTo(b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    /** Counts the lines of a file. */
    public void add(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            add(file.getFileName().toString(), in);
        }
    }

    /** Counts lines that are read from a file of this name. */
    public void add(String file, InputStream in) throws IOException {
        byte[] buffer = new byte[Math.max(1 << 20, 2 * scratch.length)];
        int filled = 0;
        for (int read = in.read(buffer, 0, buffer.length); read >= 0;
             read = in.read(buffer, filled, buffer.length - filled)) {
            filled += read;
            int rest = lines(file, buffer, filled);
            filled -= rest;
            System.arraycopy(buffer, rest, buffer, 0, filled);
            if (filled == buffer.length) {
                throw new IOException(file + " has a line longer than " + scratch.length + " bytes");
            }
        }
        if (filled > 0) {
            torn++;
            note(file, buffer, 0, filled);
        }
    }

    private int lines(String file, byte[] buffer, int filled) {
        int from = 0;
        for (int at = 0; at < filled; at++) {
            if (buffer[at] == '\n') {
                line(file, buffer, from, at);
                from = at + 1;
            }
        }
        return from;
    }

    private void line(String file, byte[] buffer, int from, int to) {
        lines++;
        if (to > from && buffer[from] == COMMENT.charAt(0)) {
            comments++;
        } else if (Line.isGenuine(buffer, from, to, scratch)) {
            stream(Line.stream(buffer, from, to)).add(Line.sequence(buffer, from, to));
        } else {
            altered++;
            note(file, buffer, from, to);
        }
    }

    private void note(String file, byte[] buffer, int from, int to) {
        if (strange.size() < 10) {
            byte[] shown = Arrays.copyOfRange(buffer, from, Math.min(to, from + 400));
            strange.add(file + ": " + (to - from) + " bytes: " + new String(shown, StandardCharsets.ISO_8859_1));
        }
    }

    /** What arrived of a stream. */
    public Arrived stream(int stream) {
        if (current == null || current.stream != stream) {
            current = streams.computeIfAbsent(stream, Arrived::new);
        }
        return current;
    }

    /** Lines of all kinds. */
    public long lines() {
        return lines;
    }

    /** Lines that nobody wrote. */
    public long altered() {
        return altered;
    }

    /** Files that end without a terminator. */
    public long torn() {
        return torn;
    }

    /** Lines that are comments. */
    public long comments() {
        return comments;
    }

    /** How many different lines arrived, of all streams. */
    public long distinct() {
        return streams.values().stream().mapToLong(Arrived::distinct).sum();
    }

    /** How many lines arrived that had arrived before, of all streams. */
    public long again() {
        return streams.values().stream().mapToLong(Arrived::again).sum();
    }

    /** How many lines arrived out of their order, of all streams. */
    public long disordered() {
        return streams.values().stream().mapToLong(Arrived::disordered).sum();
    }

    /** The first few altered or torn lines, to look at. */
    public List<String> strange() {
        return List.copyOf(strange);
    }

    /**
     * Whether exactly these streams arrived, every line once, unchanged and in order.
     *
     * @throws IllegalStateException says what is wrong
     */
    public void requireExactly(Map<Integer, Long> written) {
        StringBuilder wrong = new StringBuilder();
        if (!written.keySet().containsAll(streams.keySet())) {
            wrong.append(" streams nobody wrote: ").append(streams.keySet());
        }
        long lost = 0;
        for (Map.Entry<Integer, Long> each : written.entrySet()) {
            lost += stream(each.getKey()).lost(each.getValue());
        }
        long count = written.values().stream().mapToLong(Long::longValue).sum();
        if (lost != 0 || again() != 0 || altered != 0 || torn != 0 || disordered() != 0 || distinct() != count) {
            wrong.append(" of ").append(count).append(" lines ").append(lost).append(" lost, ").append(again())
                    .append(" twice, ").append(altered).append(" altered, ").append(torn).append(" torn, ")
                    .append(disordered()).append(" out of order ").append(strange);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("The output is wrong:" + wrong);
        }
    }
}
