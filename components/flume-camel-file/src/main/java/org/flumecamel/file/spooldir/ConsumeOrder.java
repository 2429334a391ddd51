/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

/** Which file comes first (Flume SRC-SPOOLDIR-O12). */
public enum ConsumeOrder {
    /** The one that was modified first; of several the one with the smallest name. */
    OLDEST,
    /** The one that was modified last; of several the one with the smallest name. */
    YOUNGEST,
    /** Any: as the file system lists them. */
    RANDOM
}
