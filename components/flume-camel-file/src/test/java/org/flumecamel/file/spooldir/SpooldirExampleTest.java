/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.file.spooldir;

import java.nio.file.Path;

import org.flumecamel.testkit.DocumentedExample;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SpooldirExampleTest extends FlumeTestSupport {

    @TempDir
    private Path directory;

    @Test
    void theExampleOfThePageRuns() throws Exception {
        try (Spool spool = new Spool(directory)) {
            spool.place("notes.txt", "not this one\n");
            spool.placeLines("export.csv", "line", 0, 100);
            routes(DocumentedExample.of("flume-spooldir").replace("/var/spool/exports/", spool.dir + "/"),
                    route("sink", "flume-spooler:seda:c1", "noErrorHandler: {}", "- process:\n    ref: probe"));
            spool.awaitNames("export.csv.COMPLETED", "notes.txt");
            assertThat(texts(probe.events())).isEqualTo(Spool.lines("line", 0, 100));
            assertThat(probe.events().get(0).headers()).containsEntry("basename", "export.csv");
        }
    }
}
