/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import org.flumecamel.file.journal.ChecksummedLine;
import org.flumecamel.file.journal.FileIdentity;
import org.flumecamel.file.journal.JournalHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in a journal. Each line begins with a checksum of the rest of it.
 *
 * @param limit   all numbers below may have been used
 * @param files   what generations are, in the order they were noted
 * @param batches how batches were cut, in the order they were put
 * @param settled what was known each time the position file was to be written
 */
record JournalLines(JournalHead head, long limit, List<PositionRecord> files, List<BatchRecord> batches,
                    List<Settled> settled) {

    /** Nothing at all. */
    static final JournalLines EMPTY = new JournalLines(null, 0, List.of(), List.of(), List.of());
    /** How the first line begins, with the version of the format. */
    static final String KIND = "flume-camel-batches/1";
    /** How the line of reserved numbers begins. */
    static final String SERIALS = "serials";

    private static final Logger LOG = LoggerFactory.getLogger(JournalLines.class);

    /**
     * What is known when the position file says something.
     *
     * @param number    this batch and all with lower numbers are settled
     * @param serial    files with a lower generation that are not in the position file are gone
     * @param positions a checksum of what the position file says
     */
    record Settled(long number, long serial, int positions) {

        static final String KIND = "settled";

        private static Settled parse(String[] fields) {
            return new Settled(Long.parseLong(fields[1]), Long.parseLong(fields[2]),
                    Integer.parseUnsignedInt(fields[3], 16));
        }

        @Override
        public String toString() {
            return KIND + " " + number + " " + serial + " " + Integer.toHexString(positions);
        }
    }

    /** A checksum of what Flume's part of a position file says. */
    static int sum(Collection<PositionRecord> positions) {
        CRC32C sum = new CRC32C();
        for (PositionRecord record : positions) {
            sum.update((record.inode() + ":" + record.position() + ":" + record.file() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return (int) sum.getValue();
    }

    /**
     * Understands what stands in a journal. A torn end, as a crash leaves it, is left out.
     *
     * @throws IOException if something is wrong elsewhere
     */
    static JournalLines parse(String text) throws IOException {
        List<String> contents = new ArrayList<>();
        int bad = 0;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String content = end < 0 ? null : ChecksummedLine.content(text.substring(at, end));
            if (content == null) {
                bad++;
            } else if (bad > 0) {
                throw new IOException("it is damaged before offset " + at);
            } else {
                contents.add(content);
            }
            at = end < 0 ? text.length() : end + 1;
        }
        if (bad > 0) {
            LOG.info("The last line of a journal was not written to its end, or is gone; it is left out");
        }
        try {
            return of(contents);
        } catch (RuntimeException e) {
            throw new IOException("it cannot be understood: " + e.getMessage(), e);
        }
    }

    private static JournalLines of(List<String> contents) {
        JournalHead head = JournalHead.parse(KIND, contents.get(0).split(" "));
        long limit = 0;
        List<PositionRecord> files = new ArrayList<>();
        List<BatchRecord> batches = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        for (String content : contents.subList(1, contents.size())) {
            String[] fields = content.split(" ");
            switch (fields[0]) {
                case SERIALS -> limit = Math.max(limit, Long.parseLong(fields[1]));
                case FileRecord.KIND -> files.add(FileRecord.parse(fields));
                case BatchRecord.KIND -> batches.add(BatchRecord.parse(fields));
                case Settled.KIND -> settled.add(Settled.parse(fields));
                default -> throw new IllegalArgumentException("there is a line of the unknown kind " + fields[0]);
            }
        }
        if (limit <= 0) {
            throw new IllegalArgumentException("it reserves no numbers");
        }
        return new JournalLines(head, limit, files, batches, settled);
    }

    /** What these positions, as they stand in the position file, do not cover. */
    JournalLines beyond(Collection<PositionRecord> positions) {
        int sum = sum(positions);
        Settled now = settled.stream().filter(line -> line.positions() == sum).reduce((first, second) -> second)
                .orElse(new Settled(0, 0, 0));
        Map<FileIdentity, Long> generations = new HashMap<>();
        positions.forEach(position -> generations.put(new FileIdentity(position.device(), position.inode()),
                position.generation()));
        List<PositionRecord> newer = files.stream().filter(file -> {
            Long known = generations.get(new FileIdentity(file.device(), file.inode()));
            return known == null ? file.generation() >= now.serial() : known < file.generation();
        }).toList();
        return new JournalLines(head, limit, newer, batches.stream().filter(batch -> batch.number() > now.number()).toList(),
                List.of());
    }

    /** All lines that say something of files and batches. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(files.size() + batches.size());
        files.forEach(record -> texts.add(FileRecord.format(record)));
        batches.forEach(batch -> texts.add(batch.toString()));
        return texts;
    }

    /**
     * The saved positions as they are together with what is noted here: a file that began anew or was first seen since they
     * were saved is read on from where it was noted.
     */
    List<PositionRecord> complete(List<PositionRecord> positions) {
        List<PositionRecord> complete = new ArrayList<>(positions);
        for (PositionRecord noted : files) {
            int index = indexOf(complete, noted);
            if (index < 0) {
                complete.add(noted);
            } else if (!complete.get(index).isOfFlumeOnly() && complete.get(index).generation() < noted.generation()) {
                complete.set(index, noted);
            }
        }
        return complete;
    }

    private static int indexOf(List<PositionRecord> records, PositionRecord noted) {
        for (int i = 0; i < records.size(); i++) {
            PositionRecord record = records.get(i);
            if (record.inode() == noted.inode() && (record.device() == noted.device() || record.isOfFlumeOnly())) {
                return i;
            }
        }
        return -1;
    }
}
