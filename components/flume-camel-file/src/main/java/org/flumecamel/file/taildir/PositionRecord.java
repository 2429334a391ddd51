/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import org.flumecamel.file.journal.FileIdentity;

/**
 * What is saved of a file. The first three are Flume's (SRC-TAILDIR-B1); the others are known only if this product has
 * written them and Flume has not moved the position since.
 *
 * @param device      or {@link #UNKNOWN}
 * @param generation  the number of the file from its beginning, or 0 if it has none yet
 * @param fingerprint what the file begins with
 * @param anchor      what stands right before the position
 * @param piece       as in {@link LinePiece}
 */
record PositionRecord(long inode, long position, String file, long device, long generation, Imprint fingerprint,
                      Imprint anchor, int piece) {

    /** The device of an entry of which only Flume's part is known. */
    static final long UNKNOWN = -1;

    /** An entry as Flume writes it. */
    static PositionRecord ofFlume(long inode, long position, String file) {
        return new PositionRecord(inode, position, file, UNKNOWN, 0, Imprint.NONE, Imprint.NONE, LinePiece.NONE);
    }

    /** The start of a file. */
    static PositionRecord start(FileIdentity identity, String file, long position) {
        return new PositionRecord(identity.inode(), position, file, identity.device(), 0, Imprint.NONE, Imprint.NONE,
                LinePiece.NONE);
    }

    boolean isOfFlumeOnly() {
        return device == UNKNOWN;
    }
}
