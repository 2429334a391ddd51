/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

    @Test
    void aJournalLargerThanTheHeapIsRead() throws Exception {
        String[] arguments = {data.toString(), "true", "2", "1500000", "true"};
        try (ChildProcess child = ChildProcess.java(List.of(), Map.of(), "-Xmx64m", WriterChild.class, arguments)) {
            child.await("DONE", 120);
            child.kill();
        }
        assertThat(sizeOf(data.resolve("journal"))).isGreaterThan(64L << 20);
        try (ChildProcess child = ChildProcess.java(List.of(), Map.of(), "-Xmx64m", WriterChild.class, arguments)) {
            child.await("DONE", 1);
            child.kill();
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private ChildProcess child() throws Exception {
        return ChildProcess.java(List.of(), Map.of(), WriterChild.class, data.toString(), "true", "2", "5000", "false");
    }
}
