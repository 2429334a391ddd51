/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.taildir;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace();

    @Test
    void isFastWhileFilesGrowAndSlowsDownWhileTheyRest() {
        assertThat(pace.next(true, 0)).isEqualTo(20);
        assertThat(pace.next(false, 0)).isBetween(20L, 40L);
        for (int i = 0; i < 20; i++) {
            pace.next(false, 0);
        }
        assertThat(pace.next(false, 0)).isEqualTo(250);
        assertThat(pace.next(true, 0)).isEqualTo(20);
    }

    @Test
    void neverTakesMoreThanAShareOfACore() {
        assertThat(pace.next(true, 2 * MILLI)).isEqualTo(64);
        assertThat(pace.next(false, 2 * MILLI)).isEqualTo(512);
    }

    @Test
    void isNeverSlowerThanASecond() {
        assertThat(pace.next(true, 1000 * MILLI)).isEqualTo(150);
        assertThat(pace.next(false, 1000 * MILLI)).isEqualTo(1000);
    }
}
