/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerKillTest {

    @TempDir
    Path data;

    @Test
    void theNextStartNeedsNoHandAndFindsWhatWasAcknowledged() throws Exception {
        try (ChildProcess child = child()) {
            child.await("ACK", 300);
            child.kill();

            Set<Integer> lost = new HashSet<>(child.numbers("ACK"));
            lost.removeAll(WriterChild.found(data));
            assertThat(lost).isEmpty();
        }
    }

    @Test
    void anotherProcessIsRefusedTheDirectory() throws Exception {
        try (ChildProcess child = child(); EmbeddedBroker second = new EmbeddedBroker()) {
            second.setDataDirectory(data.toString());
            child.await("ACK", 1);

            assertThatThrownBy(second::start)
                    .hasMessage("The embedded broker cannot start: its data directory %s is in use by process %d. Stop"
                                + " that agent, or give this one a directory of its own (flume.broker.dataDirectory)",
                            data, child.pid());
        }
    }

    private ChildProcess child() throws Exception {
        return ChildProcess.java(List.of(), Map.of(), WriterChild.class, data.toString(), "true", "2", "5000", "false");
    }
}
