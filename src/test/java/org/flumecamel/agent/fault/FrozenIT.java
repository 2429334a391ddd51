/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An agent that is stopped in its tracks, as by a virtual machine that is moved, while everything around it goes on.
 * {@code -Dflumecamel.fault.seconds=60} makes it long.
 */
class FrozenIT {

    @TempDir
    private Path directory;

    @Test
    void anAgentGoesOnWhereItWasFrozen() throws Exception {
        long millis = Rig.seconds(3) * 1000;
        Rig rig = new Rig(directory, "fault-durable", 5000);
        try (Flow flow = rig.flow()) {
            flow.start();
            rig.gate().slow(300);
            flow.awaitHeld(1000);
            flow.agent().signal("STOP");
            assertThat(flow.undelivered()).as("undelivered when it froze").isPositive();
            flow.run(millis);
            flow.agent().signal("CONT");
            rig.gate().open();
            flow.awaitFresh();
            assertThat(flow.end()).isEmpty();
            assertThat(flow.arrivals().again()).as("delivered twice").isZero();
        }
    }
}
