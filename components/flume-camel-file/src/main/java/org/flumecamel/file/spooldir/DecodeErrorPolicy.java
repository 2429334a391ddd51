/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.nio.charset.CodingErrorAction;

/** What becomes of bytes that are no characters (Flume SRC-SPOOLDIR-O18). */
public enum DecodeErrorPolicy {
    /** The file is quarantined. */
    FAIL(CodingErrorAction.REPORT),
    /** U+FFFD takes their place. */
    REPLACE(CodingErrorAction.REPLACE),
    /** They are dropped. */
    IGNORE(CodingErrorAction.IGNORE);

    private final CodingErrorAction action;

    DecodeErrorPolicy(CodingErrorAction action) {
        this.action = action;
    }

    CodingErrorAction action() {
        return action;
    }
}
