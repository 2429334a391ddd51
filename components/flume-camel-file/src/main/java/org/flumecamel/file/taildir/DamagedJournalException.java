/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;

/** A journal has lines that were never written so. */
final class DamagedJournalException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedJournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
