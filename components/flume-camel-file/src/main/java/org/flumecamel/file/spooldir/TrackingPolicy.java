/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

/** How a completed file is marked (Flume SRC-SPOOLDIR-O11). */
public enum TrackingPolicy {
    /** Its name gets a suffix. */
    RENAME,
    /** A file with its name and a suffix is made in the tracker directory; the spool directory is left as it is. */
    TRACKER_DIR
}
