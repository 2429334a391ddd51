/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import jakarta.jms.JMSException;

import org.apache.activemq.artemis.core.server.JournalType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class DiskLimitTest {

    private static final int SIZE = 200_000;

    @TempDir
    Path data;
    private final BrokerSettings settings = new BrokerSettings();
    private final InVmAddress address = new InVmAddress();
    private DiskGuard guard;
    private RunningBroker broker;

    @BeforeEach
    void start() throws Exception {
        settings.dataDirectory = data.toString();
        settings.memory = 8 << 20;
        settings.maxDisk = 60 << 20;
        settings.minDiskFree = 0;
        guard = new DiskGuard(settings);
        ArtemisConfiguration configuration = new ArtemisConfiguration(settings, JournalType.NIO, address);
        broker = new RunningBroker(configuration.toArtemis(), guard, new SuppressedDuplicates(), cause -> { });
        broker.start();
    }

    @AfterEach
    void stop() throws Exception {
        broker.stop();
    }

    @Test
    void putsAreRefusedAtTheLimitAndResumeByThemselves() throws Exception {
        try (BrokerClient client = new BrokerClient(address.connectionFactory())) {
            int accepted = fill(client);

            assertThat(accepted).isGreaterThan(100);
            assertThat(guard.full()).contains("maxDisk is 60 MiB");
            assertThat(client.drain("c1")).hasSize(accepted);
            await().atMost(20, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() -> client.put("c1", new byte[SIZE]));
            assertThat(client.drain("c1")).hasSize(1);
        }
    }

    private static int fill(BrokerClient client) throws JMSException {
        for (int accepted = 0; accepted < 1000; accepted++) {
            JMSException refusal = catchThrowableOfType(JMSException.class, () -> client.put("c1", new byte[SIZE]));
            if (refusal != null) {
                assertThat(refusal).hasMessageContaining("The embedded broker takes no messages");
                return accepted;
            }
        }
        throw new AssertionError("Nothing was refused");
    }
}
