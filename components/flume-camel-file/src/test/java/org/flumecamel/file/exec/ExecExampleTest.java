/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.exec;

import org.flumecamel.testkit.DocumentedExample;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExecExampleTest extends FlumeTestSupport {

    @Test
    void theExampleOfThePageRuns() throws Exception {
        routes(DocumentedExample.of("flume-exec"),
                route("sink", "flume-spooler:seda:c1", "noErrorHandler: {}", "- process:\n    ref: probe"));
        await().until(() -> probe.count() > 1);
        assertThat(texts(probe.events()).get(0)).startsWith("Filesystem");
    }
}
