/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

import org.flumecamel.channel.deadletter.DeadLetter;
import org.flumecamel.channel.deadletter.DeadLetterFile;
import org.flumecamel.channel.deadletter.DeadLetterFolder;
import org.flumecamel.channel.deadletter.LetterId;
import org.flumecamel.channel.deadletter.ReplayMarks;
import org.flumecamel.channel.deadletter.Scan;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/**
 * Sends letters again, in batches and in their order. What was delivered is marked on disk before the next batch is sent, so a
 * crash repeats one batch at most. A file of which all was sent is put away. Not thread-safe.
 */
final class LetterReplay {

    private static final long BATCH_BYTES = 1 << 20;

    /** What becomes of a file of which all was sent. */
    enum After {
        /** It is renamed. */
        archive,
        /** It is deleted. */
        delete,
        /** It stays, with its marks. */
        keep
    }

    private final LetterFilter filter;
    private final LetterTarget target;
    private final int batchSize;
    private final After after;
    private final BooleanSupplier stop;
    private final LongConsumer progress;
    private final List<String> remarks = new ArrayList<>();
    private final List<LetterId> ids = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private long bytes;
    private long left;
    private long sent;
    private long refused;
    private Exception failure;

    /**
     * @param limit    how many events are sent at most; 0 for all
     * @param stop     whether somebody wants it to end
     * @param progress is told after each batch how many events were sent
     */
    LetterReplay(LetterFilter filter, LetterTarget target, int batchSize, long limit, After after, BooleanSupplier stop,
                 LongConsumer progress) {
        this.filter = filter;
        this.target = target;
        this.batchSize = batchSize;
        this.left = limit == 0 ? Long.MAX_VALUE : limit;
        this.after = after;
        this.stop = stop;
        this.progress = progress;
    }

    /** How many letters a replay would send. */
    static long count(LetterFilter filter, List<DeadLetterFile> files) throws IOException {
        long[] count = new long[1];
        for (DeadLetterFile file : files) {
            ReplayMarks marks = ReplayMarks.of(file);
            file.read((id, letter) -> {
                count[0] += filter.accepts(letter) && !marks.has(id) ? 1 : 0;
                return true;
            });
        }
        return count[0];
    }

    /** Sends the letters of a file, and puts it away if all of it was sent. Returns whether to go on with the next. */
    boolean send(DeadLetterFile file) throws IOException {
        if (isOver()) {
            return false;
        }
        // asked first: what is added to it after the reading must not be put away
        boolean inUse = file.isInUse();
        try (ReplayMarks marks = ReplayMarks.open(file)) {
            Scan scan = file.read((id, letter) -> next(marks, id, letter));
            flush(marks);
            scan.damage().forEach(damage -> remarks.add(file.path().getFileName() + ": " + damage + "; it is kept"));
            boolean whole = scan.ended() && scan.damage().isEmpty() && marks.size() == scan.letters();
            if (whole && inUse) {
                remarks.add(file.path().getFileName() + " is kept: an agent is writing it");
            } else if (whole) {
                putAway(file, marks);
            } else if (marks.size() == 0) {
                marks.delete();
            }
        }
        return !isOver();
    }

    private boolean isOver() {
        return failure != null || left == 0 || stop.getAsBoolean();
    }

    private boolean next(ReplayMarks marks, LetterId id, DeadLetter letter) throws IOException {
        if (!filter.accepts(letter) || marks.has(id)) {
            return true;
        }
        boolean full = ids.size() == batchSize || ids.size() == left
                       || !ids.isEmpty() && bytes + letter.event().length() > BATCH_BYTES;
        if (full) {
            flush(marks);
        }
        if (isOver()) {
            return false;
        }
        ids.add(id);
        events.add(letter.event());
        bytes += letter.event().length();
        return true;
    }

    private void flush(ReplayMarks marks) throws IOException {
        if (ids.isEmpty() || failure != null) {
            return;
        }
        LetterTarget.Outcome outcome = target.send(EventBatch.of(events));
        List<LetterId> delivered = outcome.delivered().stream().mapToObj(ids::get).toList();
        if (!delivered.isEmpty()) {
            marks.add(delivered);
        }
        failure = outcome.failure();
        sent += delivered.size();
        left -= delivered.size();
        if (failure == null) {
            refused += ids.size() - delivered.size();
        }
        ids.clear();
        events.clear();
        bytes = 0;
        progress.accept(sent);
    }

    private void putAway(DeadLetterFile file, ReplayMarks marks) throws IOException {
        if (after == After.keep) {
            return;
        }
        if (after == After.delete) {
            Files.delete(file.path());
        } else {
            Path kept = Path.of(file.path() + DeadLetterFolder.REPLAYED);
            Files.move(file.path(), kept);
            remarks.add(file.path().getFileName() + " is now " + kept.getFileName());
        }
        marks.delete();
    }

    /** How many events were sent. */
    long sent() {
        return sent;
    }

    /** How many events the target has refused for good; they are still here. */
    long refused() {
        return refused;
    }

    /** What ended it, or null. */
    Exception failure() {
        return failure;
    }

    /** What is to be known about files. */
    List<String> remarks() {
        return remarks;
    }
}
