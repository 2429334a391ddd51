/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import java.io.IOException;

/** The beginning of a line that is too long could not be put into the dead letter endpoint; the file waits. */
final class DeadLetterException extends IOException {

    private static final long serialVersionUID = 1L;

    DeadLetterException(String message, Throwable cause) {
        super(message, cause);
    }
}
