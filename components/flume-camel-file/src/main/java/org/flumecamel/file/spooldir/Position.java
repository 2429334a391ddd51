/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

/**
 * A place in a file.
 *
 * @param offset in bytes of its content, unpacked if it is packed
 * @param events how many events behind the offset come before the place, where not every event has an offset of its own
 */
public record Position(long offset, long events) {

    /** The beginning of a file. */
    public static final Position START = new Position(0, 0);
}
