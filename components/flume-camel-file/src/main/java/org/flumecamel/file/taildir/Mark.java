/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

/**
 * Where a file stands after a batch.
 *
 * @param generation the number of the file, another one each time it was found to hold something new from its beginning
 * @param position   offset of the first byte that is not in the batch or one before
 * @param anchor     what stands right before the position
 * @param piece      what was given out of the line the position is in: a number of pieces, or one of {@link LinePiece}
 */
record Mark(TailedFile file, long generation, long position, Imprint anchor, int piece) {

    /** Whether both are the same place of the same generation. */
    boolean isAt(Mark other) {
        return generation == other.generation && position == other.position && piece == other.piece;
    }
}
