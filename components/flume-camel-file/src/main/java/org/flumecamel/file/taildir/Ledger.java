/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a source keeps on disk: the positions up to which everything is settled, and how the batches beyond were cut.
 * Thread-safe.
 */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /** So many settled events make a reason to write the positions before it is time: a crash would repeat them. */
    private static final int MANY_EVENTS = 10_000;

    /** What the positions are to be written of. */
    interface Files {
        Collection<PositionRecord> records();
    }

    private final PositionFile positionFile;
    private final long writeNanos;
    private final Object settling = new Object();
    private final Serials serials = new Serials();
    private volatile BatchJournal journal;
    private List<BatchRecord> pending = List.of();
    private Collection<PositionRecord> written;
    private long settledNumber;
    private long settledEvents;
    private volatile long writtenAt;
    private boolean writeFailed;

    /** @param writeNanos how often positions that have moved are written */
    Ledger(Path path, long writeNanos) {
        this.positionFile = new PositionFile(path);
        this.writeNanos = writeNanos;
    }

    /** @throws IllegalStateException if another source has the files */
    void lock() throws IOException {
        positionFile.lock();
    }

    Serials serials() {
        return serials;
    }

    BatchJournal journal() {
        return journal;
    }

    /** How the batches beyond the positions were cut in the last run, in the order they were put. */
    List<BatchRecord> pending() {
        return pending;
    }

    /**
     * Reads what an earlier run has left.
     *
     * @return             where to read on
     * @throws IOException if the position file cannot be understood
     */
    synchronized List<PositionRecord> load() throws IOException {
        boolean isFirst = !positionFile.exists();
        List<PositionRecord> positions = positionFile.read();
        positions.forEach(position -> serials.skipTo(position.generation() + 1));
        if (journal != null) {
            journal.close();
        }
        BatchJournal loaded = new BatchJournal(positionFile.beside(".batches"), serials);
        if (isFirst) {
            loaded.delete();
            writeFirst();
        }
        JournalLines lines = loaded.load(positions);
        journal = loaded;
        pending = lines.batches();
        writtenAt = System.nanoTime();
        return lines.complete(positions);
    }

    /** From now on a position file that is missing was taken away, to read everything again. */
    private void writeFirst() {
        try {
            positionFile.write(List.of());
        } catch (IOException e) {
            LOG.warn("positionFile {} cannot be written yet: {}", positionFile, e.toString());
        }
    }

    /** A batch and all before it are settled. */
    void settled(CutBatch batch, int events) {
        synchronized (settling) {
            batch.spans().forEach(span -> span.to().file().settled(span.to()));
            settledNumber = Math.max(settledNumber, batch.settles());
            settledEvents += events;
        }
    }

    /** Writes the positions if it is time. */
    void writeIfDue(Files files) {
        boolean many;
        synchronized (settling) {
            many = settledEvents >= MANY_EVENTS;
        }
        // a file that began anew and looks as it did before could not be told from the old one after a crash
        if (serials.takeRestarted() || many || System.nanoTime() - writtenAt >= writeNanos) {
            write(files);
        }
    }

    /** Writes the positions if they have moved. */
    synchronized void write(Files files) {
        Collection<PositionRecord> records;
        long number;
        long serial;
        synchronized (settling) {
            settledEvents = 0;
            number = settledNumber;
            serial = serials.peek();
            records = files.records();
        }
        writtenAt = System.nanoTime();
        if (records.equals(written)) {
            return;
        }
        try {
            announce(number, serial, records);
            positionFile.write(records);
            written = records;
            writeFailed = false;
        } catch (IOException | RuntimeException e) {
            if (!writeFailed) {
                LOG.warn("positionFile {} cannot be written, and is tried again. Nothing is lost, but after a restart events"
                         + " come again from where it stands: {}", positionFile, e.toString());
            }
            writeFailed = true;
            return;
        }
        try {
            journal.written(records);
        } catch (IOException e) {
            LOG.debug("{} grows, because it cannot be written anew", journal, e);
        }
    }

    private void announce(long number, long serial, Collection<PositionRecord> records) {
        try {
            journal.announce(number, serial, records);
        } catch (IOException e) {
            LOG.debug("{} does not say which batches are settled; the positions do", journal, e);
        }
    }

    /** Drops what is settled, as far as positions were written. */
    synchronized void tidy() {
        if (written != null) {
            try {
                journal.compact(written);
            } catch (IOException e) {
                LOG.debug("{} keeps more than it needs", journal, e);
            }
        }
    }

    /** Gives the files back. */
    synchronized void release() {
        if (journal != null) {
            journal.close();
        }
        positionFile.unlock();
    }
}
