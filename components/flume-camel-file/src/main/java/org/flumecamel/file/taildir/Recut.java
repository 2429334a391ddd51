/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.flumecamel.file.taildir.BatchRecord.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the batches of an earlier run again as they were, one at a time, before anything else is read: their puts get the
 * ids they had. What does not give the same events is read as if it were new. Used by the source's thread only.
 */
final class Recut {

    private static final Logger LOG = LoggerFactory.getLogger(Recut.class);

    private final List<BatchRecord> batches;
    private final FileTable table;
    private final LineReader reader;
    private final BatchCutter cutter;
    private final Map<Long, TailedFile> files = new HashMap<>();
    private final long last;
    private int same;
    private int other;

    Recut(List<BatchRecord> batches, FileTable table, LineReader reader, BatchCutter cutter) {
        this.batches = new ArrayList<>(batches);
        this.batches.sort(Comparator.comparingLong(BatchRecord::number));
        this.last = this.batches.get(batches.size() - 1).number();
        this.table = table;
        this.reader = reader;
        this.cutter = cutter;
        for (TailedFile file : table.files()) {
            files.put(file.generation(), file);
        }
        cutter.setInOrder(false);
    }

    /**
     * Cuts the next batch.
     *
     * @return false if all are done
     * @throws InterruptedException if the source is to stop
     */
    boolean next() throws InterruptedException {
        if (batches.isEmpty()) {
            cutter.setInOrder(true);
            if (same + other > 0) {
                LOG.info("{} batches of the last run were offered again as they were, so that durable channels can tell which"
                         + " of them they have; {} could not be read again as they were", same, other);
            }
            return false;
        }
        BatchRecord record = take();
        if (isOutOfReach(record)) {
            other++;
            return true;
        }
        try {
            if (readUpTo(record) && isAgain(record)) {
                same++;
            } else {
                other++;
            }
        } catch (IOException e) {
            LOG.warn("A batch of the last run cannot be read again as it was; its events may come twice: {}", e.toString());
            other++;
        } finally {
            cutter.setBoundless(false);
        }
        return true;
    }

    private boolean isOutOfReach(BatchRecord record) {
        boolean unreachable = record.parts().isEmpty();
        for (Part part : record.parts()) {
            TailedFile file = files.get(part.generation());
            unreachable |= file == null || file.generation() != part.generation() || part.isPast(file) && isFirst(part, record);
        }
        return unreachable;
    }

    private static boolean isFirst(Part part, BatchRecord record) {
        for (Part earlier : record.parts()) {
            if (earlier.generation() == part.generation()) {
                return earlier == part;
            }
        }
        return true;
    }

    /** One that begins where the files stand, if there is one: no other is between. */
    private BatchRecord take() {
        for (int i = 0; i < batches.size(); i++) {
            if (isReady(batches.get(i))) {
                return batches.remove(i);
            }
        }
        return batches.remove(0);
    }

    private boolean isReady(BatchRecord record) {
        for (Part part : record.parts()) {
            TailedFile file = files.get(part.generation());
            if (file == null || isFirst(part, record) && !part.begins(file)) {
                return false;
            }
        }
        return true;
    }

    /** What stands before the batch was put into no durable channel: it is cut as it comes. */
    private boolean readUpTo(BatchRecord record) throws IOException, InterruptedException {
        boolean there = true;
        for (Part part : record.parts()) {
            TailedFile file = files.get(part.generation());
            if (isFirst(part, record) && !part.begins(file)) {
                there &= readTo(file, part.from(), part.fromPiece()) && part.begins(file);
            }
        }
        if (!cutter.cut()) {
            throw new InterruptedException("the source is to stop");
        }
        return there;
    }

    private boolean isAgain(BatchRecord record) throws IOException, InterruptedException {
        Map<TailedFile, Mark> starts = new LinkedHashMap<>();
        record.parts().forEach(part -> starts.computeIfAbsent(files.get(part.generation()), TailedFile::mark));
        cutter.setBoundless(true);
        boolean again = true;
        for (Part part : record.parts()) {
            TailedFile file = files.get(part.generation());
            again = again && part.begins(file) && readTo(file, part.to(), part.toPiece()) && part.ends(file);
        }
        again = again && cutter.cutAgain(record, batches.isEmpty() ? last : batches.get(0).number() - 1);
        if (!again) {
            undo(starts);
        }
        return again;
    }

    /** The events are read again, under generations of their own; unless a file began anew, then they are all there is. */
    private void undo(Map<TailedFile, Mark> starts) throws InterruptedException {
        boolean same = starts.entrySet().stream()
                .allMatch(start -> start.getKey().generation() == start.getValue().generation());
        if (same) {
            cutter.discard();
            starts.forEach(TailedFile::goBack);
        } else if (!cutter.cut()) {
            throw new InterruptedException("the source is to stop");
        }
    }

    /** Reads as if the file ended here. */
    private boolean readTo(TailedFile file, long offset, int piece) throws IOException, InterruptedException {
        long generation = file.generation();
        if (!file.isOpen() && !table.reopen(file) || file.generation() != generation) {
            return false;
        }
        file.endAt(offset);
        try {
            LineReader.Turn turn;
            do {
                turn = reader.read(file);
            } while (file.generation() == generation && (turn == LineReader.Turn.MORE || turn == LineReader.Turn.PAUSED));
            if (turn == LineReader.Turn.DRAINED && file.generation() == generation && file.position() < offset) {
                turn = piece == LinePiece.SHIPPED ? reader.ship(file) : piece > 0 ? reader.piece(file) : turn;
            }
            if (turn == LineReader.Turn.STOPPED) {
                throw new InterruptedException("the source is to stop");
            }
            return file.generation() == generation;
        } finally {
            file.endAt(Long.MAX_VALUE);
        }
    }
}
