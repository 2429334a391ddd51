/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.nio.file.Path;

import org.apache.activemq.artemis.core.server.JournalType;

/**
 * How the journal is written on this machine.
 *
 * @param type        Artemis' name for it
 * @param description what the log says about it
 */
record JournalChoice(JournalType type, String description) {

    /** @throws IllegalArgumentException if aio is asked for and cannot be had */
    static JournalChoice of(org.flumecamel.broker.JournalType wanted, Path directory) throws IOException {
        String missing = wanted == org.flumecamel.broker.JournalType.nio ? null : NativeJournal.missing(directory);
        return switch (wanted) {
            case nio -> new JournalChoice(JournalType.NIO, "NIO");
            case aio -> {
                if (missing != null) {
                    throw new IllegalArgumentException("journalType of the embedded broker cannot be aio here: " + missing
                                                       + ". Use auto or nio");
                }
                yield new JournalChoice(JournalType.ASYNCIO, "AIO");
            }
            case auto -> missing == null ? new JournalChoice(JournalType.ASYNCIO, "AIO")
                    : new JournalChoice(JournalType.NIO, "NIO (not AIO: " + missing + ")");
        };
    }
}
