/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sink that is down, slow or flapping while the log file is written. {@code -Dflumecamel.fault.seconds=600} makes it long.
 */
class SinkTroubleIT {

    private static final long REFUSALS = 50;

    @TempDir
    private Path directory;

    private interface Trouble {
        void begin() throws Exception;
    }

    @Test
    void aSinkThatIsDownOrSlowOrFlappingCostsNothing() throws Exception {
        Rig.Seed seed = Rig.seed();
        Rig rig = new Rig(directory, "fault-durable", 5000);
        List<Trouble> troubles = new ArrayList<>(List.of(rig.gate()::close, () -> rig.gate().slow(500),
                () -> rig.gate().flap(2)));
        Collections.shuffle(troubles, new Random(seed.value()));
        try (Flow flow = rig.flow()) {
            flow.start();
            for (Trouble trouble : troubles) {
                trouble.begin();
                flow.run(Rig.seconds(3) * 1000);
                assertThat(flow.undelivered()).as("undelivered, %s", seed).isPositive();
                rig.gate().open();
                flow.awaitFresh();
            }
            assertThat(flow.end()).as("%s", seed).isEmpty();
            assertThat(flow.arrivals().again()).as("delivered twice, %s", seed).isZero();
        }
    }

    /** A broker that counts deliveries and gives up after some would lose the batch here. */
    @Test
    void aBatchIsNotGivenUpAfterFiftyRefusalsAndARestart() throws Exception {
        Rig rig = new Rig(directory, "fault-durable", 2000);
        try (Flow flow = rig.flow()) {
            flow.start();
            rig.gate().close();
            flow.awaitHeld(1000);
            awaitRefusals(rig, flow);
            flow.kill();
            flow.launch();
            awaitRefusals(rig, flow);
            rig.gate().open();
            flow.awaitFresh();
            assertThat(flow.end()).isEmpty();
            assertThat(flow.arrivals().again()).as("delivered twice").isZero();
        }
    }

    private static void awaitRefusals(Rig rig, Flow flow) throws Exception {
        long goal = rig.gate().refusals() + REFUSALS;
        flow.await(REFUSALS + " refusals", 60, () -> rig.gate().refusals() >= goal);
    }
}
