/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent that is asked to stop while its channel is full and its sink is down. */
class OrderlyStopIT {

    /** What a stop may take: a durable channel need not drain, so less than the 20 s that channels may take to drain. */
    private static final long SECONDS = 18;

    @TempDir
    private Path directory;

    @Test
    void aFullChannelOutlivesTwoStops() throws Exception {
        Rig rig = new Rig(directory, "fault-durable", 10_000);
        try (Flow flow = rig.flow()) {
            flow.start();
            rig.gate().close();
            flow.awaitHeld(10_000);
            stop(flow);
            flow.launch();
            long refusals = rig.gate().refusals();
            flow.await("A delivery attempt", 30, () -> rig.gate().refusals() > refusals);
            // whoever is in a hurry sends the signal twice
            flow.agent().signal("TERM");
            stop(flow);
            rig.gate().open();
            flow.start();
            assertThat(flow.end()).isEmpty();
            assertThat(flow.arrivals().again()).as("delivered twice").isZero();
        }
    }

    private static void stop(Flow flow) throws Exception {
        assertThat(flow.held()).as("lines in the channel only").isPositive();
        long began = System.nanoTime();
        assertThat(flow.stop()).as("exit code; the end of the log:%n%s", flow.agent().endOfLog()).isZero();
        assertThat(System.nanoTime() - began).as("time a stop takes").isLessThan(TimeUnit.SECONDS.toNanos(SECONDS));
    }
}
