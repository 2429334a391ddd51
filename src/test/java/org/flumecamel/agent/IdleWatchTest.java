/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class IdleWatchTest {

    private Tally tally = new Tally(0, 0, 0, 0);
    private final IdleWatch watch = new IdleWatch(() -> tally);

    @Test
    void growsWhileNothingHappens() {
        watch.idleNanos();

        await().until(() -> watch.idleNanos() > 1_000_000);
    }

    @Test
    void beginsAnewWithEachEvent() {
        watch.idleNanos();
        await().until(() -> watch.idleNanos() > 1_000_000);
        tally = new Tally(1, 0, 1, 0);

        assertThat(watch.idleNanos()).isZero();
    }

    @Test
    void isNotIdleWhileAChannelHoldsEvents() {
        tally = new Tally(1, 1, 0, 0);
        watch.idleNanos();

        assertThat(watch.idleNanos()).isZero();
    }
}
