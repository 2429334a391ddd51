/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.flumecamel.channel.deadletter.DeadLetter;
import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.ReplayMarks;
import org.flumecamel.channel.deadletter.Scan;

/** What the files of a dead letter hold. */
final class LetterSummary {

    private static final int TOP = 5;
    /** Kinds of reasons that are told apart, so that memory has a bound. */
    private static final int MAX_KINDS = 1000;

    /** One file. */
    record OfFile(String file, long events, long replayed, long bytes, boolean inUse, List<String> damage) {
    }

    /** A reason and how often it stands there; numbers in it do not make another reason. */
    record Reason(String example, long events) {
    }

    private final String name;
    private final Path directory;
    private final List<OfFile> files = new ArrayList<>();
    private final Map<String, Reason> reasons = new LinkedHashMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    LetterSummary(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    /** Reads a file. */
    void add(DeadLetterFile file) throws IOException {
        boolean inUse = file.isInUse();
        Scan scan = file.read((id, letter) -> count(letter));
        files.add(new OfFile(file.path().getFileName().toString(), scan.letters(), ReplayMarks.of(file).size(),
                Files.size(file.path()), inUse, scan.damage().stream().map(Scan.Damage::toString).toList()));
    }

    private boolean count(DeadLetter letter) {
        first = Math.min(first, letter.time());
        last = Math.max(last, letter.time());
        String kind = letter.reason().replaceAll("\\d+", "0");
        if (!reasons.containsKey(kind) && reasons.size() >= MAX_KINDS) {
            kind = "other reasons";
        }
        Reason before = reasons.getOrDefault(kind, new Reason(kind.equals("other reasons") ? kind : letter.reason(), 0));
        reasons.put(kind, new Reason(before.example(), before.events() + 1));
        return true;
    }

    String name() {
        return name;
    }

    Path directory() {
        return directory;
    }

    List<OfFile> files() {
        return files;
    }

    long events() {
        return files.stream().mapToLong(OfFile::events).sum();
    }

    long replayed() {
        return files.stream().mapToLong(OfFile::replayed).sum();
    }

    long bytes() {
        return files.stream().mapToLong(OfFile::bytes).sum();
    }

    /** When the first event came, or null. */
    Instant first() {
        return events() == 0 ? null : Instant.ofEpochMilli(first);
    }

    /** When the last event came, or null. */
    Instant last() {
        return events() == 0 ? null : Instant.ofEpochMilli(last);
    }

    /** The most frequent reasons. */
    List<Reason> reasons() {
        return reasons.values().stream().sorted(Comparator.comparingLong(Reason::events).reversed()).limit(TOP).toList();
    }

    void print(PrintWriter out) {
        out.println(name + " in " + directory + ": " + events(events(), replayed()) + ", " + size(bytes())
                    + (events() == 0 ? "" : ", " + first() + " to " + last()));
        for (Reason reason : reasons()) {
            out.printf(Locale.ROOT, "  %,10d  %s%n", reason.events(), LetterText.line(reason.example()));
        }
        for (OfFile file : files) {
            out.println("  " + file.file() + "  " + events(file.events(), file.replayed()) + "  " + size(file.bytes())
                        + (file.inUse() ? "  an agent is writing it" : ""));
            file.damage().forEach(damage -> out.println("    " + LetterText.line(damage)));
        }
    }

    private static String events(long count, long replayed) {
        return Summary.events(count) + (replayed == 0 ? "" : String.format(Locale.ROOT, " (%,d replayed)", replayed));
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%,d KB", (bytes + 1023) >> 10)
                : String.format(Locale.ROOT, "%,.1f MB", bytes / 1048576.0);
    }
}
