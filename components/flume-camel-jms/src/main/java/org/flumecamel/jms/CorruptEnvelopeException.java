/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

/** An envelope that is not one of ours, was damaged, or claims more than it may hold. */
final class CorruptEnvelopeException extends Exception {

    private static final long serialVersionUID = 1L;

    CorruptEnvelopeException(String message) {
        super(message);
    }

    CorruptEnvelopeException(String message, Throwable cause) {
        super(message, cause);
    }
}
