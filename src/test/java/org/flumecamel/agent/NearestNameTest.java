/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNameTest {

    private static final List<String> NAMES = List.of("batchSize", "batchBytes", "path", "filegroups.<name>");

    @Test
    void findsASlipOfTheFinger() {
        assertThat(NearestName.of("batchsise", NAMES)).contains("batchSize");
    }

    @Test
    void ignoresCase() {
        assertThat(NearestName.of("BATCHBYTES", NAMES)).contains("batchBytes");
    }

    @Test
    void findsNothingForSomethingElse() {
        assertThat(NearestName.of("rollInterval", NAMES)).isEmpty();
        assertThat(NearestName.hint("rollInterval", NAMES)).isEmpty();
    }
}
