/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The system calls of a broker show that each put is synced before it is acknowledged. */
class FsyncTest {

    private static final int PUTS = 100;

    @TempDir
    Path folder;

    @Test
    void eachPutIsSyncedBeforeItsAcknowledgement() throws Exception {
        SyncTrace trace = trace(true, 2000);

        assertThat(trace.acknowledged()).isGreaterThanOrEqualTo(PUTS);
        assertThat(trace.idle()).as("puts without a write").isZero();
        assertThat(trace.early()).as("acknowledged before the sync").isZero();
    }

    @Test
    void eachPutIntoAPageIsSyncedBeforeItsAcknowledgement() throws Exception {
        SyncTrace trace = trace(true, 200_000);

        assertThat(trace.pageWrites()).isPositive();
        assertThat(trace.acknowledged()).isGreaterThanOrEqualTo(PUTS);
        assertThat(trace.idle()).as("puts without a write").isZero();
        assertThat(trace.early()).as("acknowledged before the sync").isZero();
    }

    @Test
    void theTraceShowsThatSyncIsOff() throws Exception {
        SyncTrace trace = trace(false, 2000);

        assertThat(trace.early() + trace.idle()).isGreaterThan(PUTS / 2);
    }

    private SyncTrace trace(boolean sync, int largest) throws Exception {
        Tool.STRACE.require();
        Path log = folder.resolve("trace");
        List<String> strace = List.of("strace", "-f", "--seccomp-bpf", "-y", "-s", "12", "-o", log.toString(), "-e",
                "trace=write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,io_submit,msync");
        try (ChildProcess child = ChildProcess.java(strace, Map.of(), WriterChild.class, folder.resolve("data").toString(),
                Boolean.toString(sync), "1", Integer.toString(largest), "false")) {
            child.await("ACK", PUTS);
            child.kill();
        }
        return SyncTrace.of(log);
    }
}
