/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.flumecamel.agent.fault.Flow;
import org.flumecamel.agent.fault.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pair of brokers that the documentation shows, each killed and started again while a log file is written through
 * them. {@code -Dflumecamel.fault.rounds} says how often; every second round kills both.
 */
class RemoteBrokerIT {

    @TempDir
    private Path directory;

    @Test
    void aBrokerThatIsKilledCostsNothing() throws Exception {
        int rounds = Integer.getInteger("flumecamel.fault.rounds", 2);
        Rig rig = new Rig(Files.createDirectory(directory.resolve("agent")), "fault-durable", 2000);
        try (BrokerPair pair = new BrokerPair(directory.resolve("brokers"))) {
            settings(rig, pair);
            pair.start(0);
            pair.start(1);
            try (Flow flow = rig.flow()) {
                flow.start();
                long connectionsLost = 0;
                for (int round = 0; round < rounds; round++) {
                    connectionsLost += round % 2 == 0 ? oneDies(flow, rig, pair) : bothDie(flow, rig, pair);
                }
                assertThat(flow.end()).isEmpty();
                assertThat(flow.arrivals().again()).as("in work when a connection was lost").isLessThanOrEqualTo(
                        connectionsLost * Rig.BATCH);
            }
            assertThat(rig.home().resolve("broker")).as("the agent's own broker").doesNotExist();
        }
    }

    /** The other one takes over, and gives back when the first is there again. Returns how often a connection is lost. */
    private static long oneDies(Flow flow, Rig rig, BrokerPair pair) throws Exception {
        fill(flow, rig);
        pair.kill(0);
        rig.gate().open();
        flow.awaitFresh();
        pair.start(0);
        flow.awaitFresh();
        return 2;
    }

    /** The other one takes over and dies as well. */
    private static long bothDie(Flow flow, Rig rig, BrokerPair pair) throws Exception {
        fill(flow, rig);
        pair.kill(0);
        rig.gate().open();
        flow.awaitFresh();
        fill(flow, rig);
        pair.kill(1);
        pair.start(0);
        rig.gate().open();
        flow.awaitFresh();
        pair.start(1);
        return 2;
    }

    private static void fill(Flow flow, Rig rig) throws Exception {
        rig.gate().slow(300);
        flow.awaitHeld(1000);
    }

    static void settings(Rig rig, BrokerPair pair) throws Exception {
        Files.writeString(rig.home().resolve("config/application.properties"),
                "\n" + pair.here(RemoteBrokersPage.block("properties", 0)), StandardOpenOption.APPEND);
    }
}
