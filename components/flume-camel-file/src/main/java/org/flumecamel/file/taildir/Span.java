/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

/** What a batch holds of one file, one after the other: from where it stood to where it stands. */
record Span(Mark from, Mark to) {

    /** Whether nothing is in it. */
    boolean isEmpty() {
        return from.isAt(to);
    }

    /** This and the one after it as one, or null if they must be read one by one. */
    Span join(Span after) {
        // a line that was given out without its end is an event of its own only if reading pauses there
        boolean joined = to.file() == after.from.file() && to.isAt(after.from) && to.piece() != LinePiece.SHIPPED;
        return joined ? new Span(from, after.to) : null;
    }
}
