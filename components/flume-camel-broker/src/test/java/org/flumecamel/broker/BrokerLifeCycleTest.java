/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerLifeCycleTest {

    @TempDir
    Path directory;

    @Test
    void messagesOutliveARestart() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                client.put("c1", bytes("one"));
                client.put("c1", bytes("two"));
            }
            broker.stop();
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                assertThat(client.drain("c1")).containsExactly(bytes("one"), bytes("two"));
            }
        }
    }

    @Test
    void fiftyRollbacksDeleteNothing() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                client.put("c1", bytes("one"));
                for (int i = 0; i < 50; i++) {
                    assertThat(client.takeAndGiveBack("c1")).as("delivery %s", i).isNotNull();
                }
                assertThat(client.drain("c1")).containsExactly(bytes("one"));
            }
        }
    }

    @Test
    void secondBrokerIsRefusedTheDirectory() throws Exception {
        try (EmbeddedBroker first = broker(); EmbeddedBroker second = broker()) {
            first.start();
            long before = System.nanoTime();

            assertThatThrownBy(second::start).hasStackTraceContaining(directory.toString())
                    .hasStackTraceContaining("in use by process " + ProcessHandle.current().pid());

            assertThat(System.nanoTime() - before).isLessThan(1_000_000_000L);
        }
    }

    @Test
    void onlyTheOwnerReadsTheDirectory() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            broker.start();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
        }
    }

    @Test
    void twoBrokersInOneProcessAreApart(@TempDir Path other) throws Exception {
        try (EmbeddedBroker first = broker(); EmbeddedBroker second = new EmbeddedBroker()) {
            second.setDataDirectory(other.toString());
            first.start();
            second.start();
            try (BrokerClient one = new BrokerClient(first); BrokerClient two = new BrokerClient(second)) {
                one.put("c1", bytes("one"));

                assertThat(two.drain("c1")).isEmpty();
                assertThat(one.drain("c1")).hasSize(1);
            }
        }
    }

    private EmbeddedBroker broker() {
        EmbeddedBroker broker = new EmbeddedBroker();
        broker.setDataDirectory(directory.toString());
        return broker;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
