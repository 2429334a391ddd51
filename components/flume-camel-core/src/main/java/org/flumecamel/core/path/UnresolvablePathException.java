/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.path;

/** An event lacks what its path is made of. It will never get it, so the event can never be delivered. */
public final class UnresolvablePathException extends Exception {

    private static final long serialVersionUID = 1L;

    UnresolvablePathException(String message) {
        // data, not code, is at fault: a stack trace for each event would tell nothing and cost much
        super(message, null, false, false);
    }
}
