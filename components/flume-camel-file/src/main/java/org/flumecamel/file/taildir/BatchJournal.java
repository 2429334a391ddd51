/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.flumecamel.file.journal.ChecksummedLine;
import org.flumecamel.file.journal.JournalFile;
import org.flumecamel.file.journal.JournalHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the batches were cut that a durable channel may have and the positions do not cover yet, in a file beside the position
 * file. A line is written before each put, so that after a crash the same batches are cut and put under the same ids. There
 * is no such file until a durable channel asks for the first id.
 * <p>
 * Each line goes to the system in one write and is not synced: a killed process loses none. A power failure may take the
 * last lines away; their events are put again under other ids. No number is used twice even then, because numbers are
 * reserved in advance, and that is synced. Thread-safe.
 */
final class BatchJournal {

    private static final Logger LOG = LoggerFactory.getLogger(BatchJournal.class);

    /** How many numbers are reserved with one sync. */
    private static final long RESERVE = 1 << 20;

    private final Path path;
    private final JournalFile file;
    private final Serials serials;
    private final Set<Long> noted = new HashSet<>();
    private String id = JournalHead.newId();
    private List<String> kept = List.of();
    private long limit;
    private boolean closed;

    BatchJournal(Path path, Serials serials) {
        this.path = path;
        this.file = new JournalFile(path);
        this.serials = serials;
    }

    /** The source's id. It is kept as soon as anything is written. */
    synchronized String id() {
        return id;
    }

    /** The journal of positions that are no more: everything is to be read again, and to arrive again. */
    synchronized void delete() throws IOException {
        if (Files.deleteIfExists(path)) {
            LOG.info("The position file beside {} is gone: the source begins anew under a new id", path);
        }
    }

    /**
     * Reads what an earlier run has left. Whatever may be wrong with it, the source starts: under a new id, if the journal
     * cannot be trusted.
     *
     * @param  positions what the position file says
     * @return           what it does not cover
     */
    synchronized JournalLines load(Collection<PositionRecord> positions) {
        known(positions);
        JournalLines lines = JournalLines.EMPTY;
        try {
            lines = read(positions);
        } catch (NoSuchFileException e) {
            LOG.debug("There is no {} yet", path);
            return lines;
        } catch (IOException e) {
            LOG.warn("{} cannot be used and is begun anew: {}. Nothing is lost; what was on its way to durable channels when"
                     + " the source ended may come twice", path, e.getMessage());
        }
        kept = lines.texts();
        try {
            rewriteKept();
        } catch (IOException e) {
            LOG.warn("{} cannot be written; it is tried again when a durable channel needs it: {}", path, e.toString());
        }
        return lines;
    }

    private JournalLines read(Collection<PositionRecord> positions) throws IOException {
        JournalLines lines = JournalLines.parse(Files.readString(path, StandardCharsets.ISO_8859_1));
        JournalHead here = JournalHead.here(JournalLines.KIND, lines.head().id(), path, path);
        serials.skipTo(lines.limit());
        if (!lines.head().equals(here)) {
            LOG.warn("{} was made elsewhere: this source is a copy of another one, or was moved, and gets an id of its own."
                     + " Nothing is lost; what was on its way when the copy was made may come twice", path);
            return JournalLines.EMPTY;
        }
        id = here.id();
        JournalLines left = lines.beyond(positions);
        known(left.files());
        return left;
    }

    private void rewriteKept() throws IOException {
        rewrite(kept);
        kept = List.of();
    }

    private void known(Collection<PositionRecord> positions) {
        positions.forEach(position -> noted.add(position.generation()));
    }

    /** Notes how a batch was cut, before it is put. */
    void append(BatchRecord batch, List<Span> spans) throws IOException {
        append(batch.toString(), batch.number(), spans);
    }

    /** Notes what the generations of some files are. */
    void note(List<Span> spans) throws IOException {
        append(null, 0, spans);
    }

    private synchronized void append(String line, long number, List<Span> spans) throws IOException {
        if (closed) {
            throw new IOException(path + " is not written any more: the source was started again since");
        }
        List<Long> fresh = new ArrayList<>(0);
        StringBuilder lines = new StringBuilder(256);
        long highest = number;
        for (Span span : spans) {
            long generation = span.from().generation();
            highest = Math.max(highest, generation);
            if (!noted.contains(generation) && !fresh.contains(generation)) {
                PositionRecord record = span.from().file().record();
                if (record.generation() == generation) {
                    fresh.add(generation);
                    ChecksummedLine.add(lines, FileRecord.format(record));
                }
            }
        }
        if (line != null) {
            ChecksummedLine.add(lines, line);
        }
        if (lines.length() > 0 || !file.isOpen()) {
            try {
                write(lines.toString(), highest);
            } catch (IOException e) {
                throw new IOException(path + " cannot be written, so that nothing is put into a durable channel until it can: "
                                      + e.getMessage(), e);
            }
            noted.addAll(fresh);
        }
    }

    private void write(String lines, long highest) throws IOException {
        if (!file.isOpen()) {
            rewriteKept();
        }
        if (highest >= limit) {
            long reserved = highest + RESERVE;
            file.append(ChecksummedLine.of(JournalLines.SERIALS + " " + reserved));
            file.sync();
            limit = reserved;
        }
        file.append(lines);
    }

    /**
     * Notes what is settled when the position file says this, which it is about to.
     *
     * @param number this batch and all with lower numbers are settled
     * @param serial files with a lower generation that are not in the position file are gone
     */
    synchronized void announce(long number, long serial, Collection<PositionRecord> positions) throws IOException {
        if (file.isOpen() && !closed) {
            file.append(ChecksummedLine.of(new JournalLines.Settled(number, serial, JournalLines.sum(positions)).toString()));
        }
    }

    /** The position file says this now: what it covers is dropped when that has become worth it. */
    synchronized void written(Collection<PositionRecord> positions) throws IOException {
        if (file.isLarge()) {
            compact(positions);
        }
    }

    /** Drops what the position file covers. */
    synchronized void compact(Collection<PositionRecord> positions) throws IOException {
        if (file.isOpen() && !closed) {
            JournalLines left = JournalLines.parse(Files.readString(path, StandardCharsets.ISO_8859_1)).beyond(positions);
            rewrite(left.texts());
            noted.clear();
            known(positions);
            known(left.files());
        }
    }

    private void rewrite(List<String> lines) throws IOException {
        long reserved = serials.peek() + RESERVE;
        file.replace(draft -> {
            StringBuilder text = new StringBuilder(256 + lines.size() * 100);
            ChecksummedLine.add(text, JournalHead.here(JournalLines.KIND, id, draft, path).toString());
            ChecksummedLine.add(text, JournalLines.SERIALS + " " + reserved);
            lines.forEach(line -> ChecksummedLine.add(text, line));
            return text.toString();
        });
        limit = reserved;
    }

    synchronized void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("{} was not closed properly", path, e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
