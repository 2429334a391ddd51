/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

/** The broker has held up a send for as long as it may; nothing was put. */
final class HeldUpException extends Exception {

    private static final long serialVersionUID = 1L;

    HeldUpException(Throwable cause) {
        super("The broker takes nothing: it is full, or blocks the queue", cause);
    }
}
