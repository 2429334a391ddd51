/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.flumecamel.file.journal.BodySum;

/**
 * A batch as the journal knows it.
 *
 * @param number its number
 * @param sum    what its events look like
 * @param parts  where they stand, in the order of the batch
 */
record BatchRecord(long number, BodySum sum, List<Part> parts) {

    /** How the line of a batch begins. */
    static final String KIND = "batch";

    /**
     * A part of a file.
     *
     * @param generation the number of the file, from its beginning
     * @param from       offset of the first byte
     * @param fromPiece  as in {@link LinePiece}, at the first byte
     * @param to         offset behind the last byte
     * @param toPiece    as in {@link LinePiece}, behind the last byte
     */
    record Part(long generation, long from, int fromPiece, long to, int toPiece) {

        boolean begins(TailedFile file) {
            return file.generation() == generation && file.position() == from && file.piece() == fromPiece;
        }

        boolean ends(TailedFile file) {
            return file.generation() == generation && file.position() == to && file.piece() == toPiece;
        }

        /** Whether the file stands behind its beginning. */
        boolean isPast(TailedFile file) {
            return file.generation() == generation && file.position() >= from && !begins(file);
        }

        private static Part parse(String text) {
            String[] fields = text.split("[:/~]");
            return new Part(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Integer.parseInt(fields[2]),
                    Long.parseLong(fields[3]), Integer.parseInt(fields[4]));
        }

        @Override
        public String toString() {
            return generation + ":" + from + "/" + fromPiece + "~" + to + "/" + toPiece;
        }
    }

    static BatchRecord of(long number, BodySum sum, List<Span> spans) {
        return new BatchRecord(number, sum, spans.stream().map(span -> new Part(span.from().generation(),
                span.from().position(), span.from().piece(), span.to().position(), span.to().piece())).toList());
    }

    /** @throws RuntimeException if these are not the fields of such a line */
    static BatchRecord parse(String[] fields) {
        List<Part> parts = new ArrayList<>(fields.length - 3);
        for (int i = 3; i < fields.length; i++) {
            parts.add(Part.parse(fields[i]));
        }
        return new BatchRecord(Long.parseLong(fields[1]), BodySum.parse(fields[2]), parts);
    }

    @Override
    public String toString() {
        return KIND + " " + number + " " + sum + " " + parts.stream().map(Part::toString).collect(Collectors.joining(" "));
    }
}
