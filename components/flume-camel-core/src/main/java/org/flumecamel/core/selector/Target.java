/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import org.apache.camel.Endpoint;

/** A channel, or another endpoint, that a selector sends to. Thread-safe. */
final class Target {

    private final Endpoint endpoint;
    private volatile boolean refused;

    Target(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Whether it did not take what it was sent last. */
    boolean hasRefused() {
        return refused;
    }

    void refused(boolean yes) {
        refused = yes;
    }
}
