/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.parse;

/** A body that does not have the form its parser reads. The message is the reason and holds nothing of the body. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Without a stack trace: a log that has another form throws one for each of its lines. */
    UnreadableException(String reason) {
        super(reason, null, false, false);
    }
}
