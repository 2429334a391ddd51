/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

/** What the agent's process ends with. */
final class ExitCode {

    /** A clean stop, or a command that did what it was asked. */
    static final int OK = 0;
    /** Stopped with events in memory channels that no source can read again. */
    static final int LOST = 1;
    /** Wrong usage or configuration: nothing was started. */
    static final int CONFIGURATION = 2;
    /** The configuration can be read, but something it needs failed at the start: a port, a server, a disk. */
    static final int FAILED = 3;

    private ExitCode() {
    }
}
