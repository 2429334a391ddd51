/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

import jakarta.jms.ConnectionFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class BrokerSettingsTest {

    @TempDir
    Path data;

    @Test
    void wrongValuesAreNamed() {
        refused(broker -> broker.setDataDirectory(" "), "dataDirectory of the embedded broker must name a folder");
        refused(broker -> broker.setJournalType(null), "journalType of the embedded broker must be one of auto, aio, nio");
        refused(broker -> broker.setMemory(1), "memory of the embedded broker must be at least 8388608 bytes, not 1");
        refused(broker -> broker.setMinDiskFree(-1), "minDiskFree of the embedded broker must be a number of bytes");
        refused(broker -> broker.setMaxDisk(1), "maxDisk of the embedded broker must be 0 (no limit) or at least 209715200");
        refused(broker -> broker.setDuplicateIds(0), "duplicateIds of the embedded broker must be at least 1, not 0");
    }

    private void refused(Consumer<EmbeddedBroker> setting, String message) {
        EmbeddedBroker broker = broker();
        setting.accept(broker);
        assertThatIllegalArgumentException().isThrownBy(broker::start).withMessageContaining(message);
    }

    @Test
    void aioIsRefusedWithWhatIsMissing() throws Exception {
        String missing = NativeJournal.missing(data);
        assumeTrue(missing != null, "this machine has AIO");

        refused(broker -> broker.setJournalType(JournalType.aio),
                "journalType of the embedded broker cannot be aio here: " + missing);
    }

    @Test
    void aioIsUsedWhereTheMachineHasIt() throws Exception {
        String missing = NativeJournal.missing(data);
        assumeTrue(missing == null, "no AIO here: " + missing);

        try (EmbeddedBroker broker = broker()) {
            broker.setJournalType(JournalType.aio);
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                client.put("c1", bytes("one"));
            }
            broker.stop();
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                assertThat(client.drain("c1")).containsExactly(bytes("one"));
            }
        }
    }

    @Test
    void messagesWithAnIdItHasAreSuppressedAndCounted() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                client.put("c1", bytes("one"), "id-1");
            }
            broker.stop();
            broker.start();
            try (BrokerClient client = new BrokerClient(broker)) {
                assertThat(broker.suppressedDuplicates("c1")).isZero();
                assertThatPutFails(client);
                assertThat(broker.suppressedDuplicates("c1")).isEqualTo(1);
                assertThat(client.drain("c1")).containsExactly(bytes("one"));
            }
        }
    }

    private static void assertThatPutFails(BrokerClient client) {
        assertThat(catchThrowable(() -> client.put("c1", bytes("one"), "id-1")))
                .hasMessageContaining("Duplicate message detected");
    }

    @Test
    void itSaysWhyItTakesNoPuts() {
        try (EmbeddedBroker broker = broker()) {
            assertThat(broker.problem()).isEqualTo("the embedded broker is not started");
            broker.setMinDiskFree(Long.MAX_VALUE);
            broker.start();
            assertThat(broker.problem()).contains("minDiskFree is");
        }
    }

    @Test
    void itStartsWithTheFirstConnectionWhereNobodyStartsIt() throws Exception {
        try (EmbeddedBroker broker = broker(); BrokerClient client = new BrokerClient((ConnectionFactory) broker)) {
            client.put("c1", bytes("one"));
            assertThat(client.drain("c1")).hasSize(1);
        }
    }

    private EmbeddedBroker broker() {
        EmbeddedBroker broker = new EmbeddedBroker();
        broker.setDataDirectory(data.toString());
        broker.setMinDiskFree(0);
        return broker;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
