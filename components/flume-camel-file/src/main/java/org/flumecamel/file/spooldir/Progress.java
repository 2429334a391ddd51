/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

/**
 * How far a file is read or settled.
 *
 * @param position behind the last event
 * @param events   how many there were
 */
record Progress(Position position, long events) {

    static final Progress NONE = new Progress(Position.START, 0);
}
