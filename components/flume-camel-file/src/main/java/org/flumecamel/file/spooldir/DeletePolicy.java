/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

/** What becomes of a file that is completed (Flume SRC-SPOOLDIR-O3). */
public enum DeletePolicy {
    /** It is marked as {@link TrackingPolicy} says. */
    NEVER,
    /** It is deleted. */
    IMMEDIATE
}
