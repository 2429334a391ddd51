/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

/** How much of the line at a position was given out already. A number above zero counts the pieces of a split line. */
final class LinePiece {

    /** The position is at the beginning of a line. */
    static final int NONE = 0;
    /** The rest of the line is to be skipped: its beginning was given out truncated. */
    static final int SKIPPING = -1;
    /** What there was of the line was given out when it had not grown for a while. */
    static final int SHIPPED = -2;

    private LinePiece() {
    }
}
