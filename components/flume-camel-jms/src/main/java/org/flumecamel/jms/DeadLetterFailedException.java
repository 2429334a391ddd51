/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

/** A message that cannot be delivered could not be put aside either; it stays in its channel. */
final class DeadLetterFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    DeadLetterFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
