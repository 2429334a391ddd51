/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what strace has written of a {@link WriterChild} and judges each of its acknowledgements: whether anything was written
 * to the journal or a page for it, and whether all of that was synced before. A write counts from its beginning, a sync when
 * it has returned; a sync covers the writes that had returned when it began.
 */
final class SyncTrace {

    private static final Pattern CALL = Pattern.compile("^(\\d+) +(\\w+)\\(\\d+<([^>]*)>(.*)$");
    private static final Pattern RESUMED = Pattern.compile("^(\\d+) +<\\.\\.\\. (\\w+) resumed>.*$");
    private static final Pattern DATA = Pattern.compile(".*\\.(amq|page)");
    private static final Set<String> SYNCS = Set.of("fsync", "fdatasync");

    private record Unfinished(String call, String file, Set<Integer> covered) {
    }

    private final Map<String, Unfinished> unfinished = new HashMap<>();
    /** By file: the writes, by number, that no sync has covered. */
    private final Map<String, Set<Integer>> unsynced = new HashMap<>();
    private final Set<Integer> underWay = new HashSet<>();
    private final Map<String, Integer> writeOf = new HashMap<>();
    private int writes;
    private int pageWrites;
    private int writesAtLastAck;
    private int acknowledged;
    private int early;
    private int idle;

    static SyncTrace of(Path log) throws IOException {
        SyncTrace trace = new SyncTrace();
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        lines.forEach(trace::read);
        return trace;
    }

    private void read(String line) {
        Matcher call = CALL.matcher(line);
        Matcher resumed = RESUMED.matcher(line);
        if (call.matches()) {
            begin(call.group(1), call.group(2), call.group(3), call.group(4));
        } else if (resumed.matches()) {
            Unfinished begun = unfinished.remove(resumed.group(1));
            if (begun != null) {
                end(resumed.group(1), begun, line);
            }
        }
    }

    private void begin(String thread, String call, String file, String rest) {
        Unfinished begun;
        if (SYNCS.contains(call)) {
            Set<Integer> covered = new HashSet<>(unsyncedOf(file));
            covered.removeAll(underWay);
            begun = new Unfinished(call, file, covered);
        } else if (DATA.matcher(file).matches()) {
            writes++;
            pageWrites += file.endsWith(".page") ? 1 : 0;
            unsyncedOf(file).add(writes);
            underWay.add(writes);
            writeOf.put(thread, writes);
            begun = new Unfinished(call, file, Set.of());
        } else {
            if (rest.startsWith(", \"ACK ")) {
                acknowledge();
            }
            return;
        }
        if (rest.endsWith("<unfinished ...>")) {
            unfinished.put(thread, begun);
        } else {
            end(thread, begun, rest);
        }
    }

    private void end(String thread, Unfinished begun, String result) {
        if (!SYNCS.contains(begun.call())) {
            underWay.remove(writeOf.remove(thread));
        } else if (result.endsWith("= 0")) {
            unsyncedOf(begun.file()).removeAll(begun.covered());
        }
    }

    private Set<Integer> unsyncedOf(String file) {
        return unsynced.computeIfAbsent(file, f -> new HashSet<>());
    }

    private void acknowledge() {
        acknowledged++;
        early += unsynced.values().stream().allMatch(Set::isEmpty) ? 0 : 1;
        idle += writes == writesAtLastAck ? 1 : 0;
        writesAtLastAck = writes;
    }

    int pageWrites() {
        return pageWrites;
    }

    /** Puts that were acknowledged. */
    int acknowledged() {
        return acknowledged;
    }

    /** Puts that were acknowledged while something that was written was not synced. */
    int early() {
        return early;
    }

    /** Puts that were acknowledged although nothing had been written since the one before. */
    int idle() {
        return idle;
    }
}
