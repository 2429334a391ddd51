/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.fault;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The disk of the durable channel is filled up by somebody else, and emptied again. It needs a small file system, which only
 * root can mount; without that it is skipped.
 */
class DiskFullIT {

    private static final int DISK = 256;
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws InterruptedException {
        try {
            disk = SmallDisk.mount(directory.resolve("disk"), DISK);
        } catch (IOException e) {
            System.err.println("SKIPPED: the fault 'disk full' needs a file system of its own: " + e.getMessage());
            abort("no small file system: " + e.getMessage());
        }
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    /** The broker sees it come: it refuses puts as long as less is free than it wants. */
    @Test
    void sourcesWaitWhileTheDiskHasNoRoomToSpare() throws Exception {
        Rig rig = new Rig(directory, "fault-durable", 5000).with("flume.broker.minDiskFree", 64 * MIB);
        full(rig, 32 * MIB, "refuses puts");
    }

    /** Nobody sees it come: a write of the journal fails. */
    @Test
    void theBrokerComesUpAgainWhenItsJournalCouldNotBeWritten() throws Exception {
        Rig rig = new Rig(directory, "fault-durable", 5000).with("flume.broker.minDiskFree", 0);
        full(rig, 0, "goes down");
    }

    private void full(Rig rig, long free, String said) throws Exception {
        rig.with("flume.broker.dataDirectory", disk.directory());
        try (Flow flow = rig.flow()) {
            flow.start();
            rig.gate().close();
            flow.awaitHeld(1000);
            disk.fill(free);
            flow.await("The agent says that the disk is full", 60, () -> flow.agent().hasSaid(said));
            flow.run(Rig.seconds(3) * 1000);
            assertThat(flow.undelivered()).as("undelivered while the disk is full").isPositive();
            disk.giveBack();
            rig.gate().open();
            flow.awaitFresh();
            assertThat(flow.end()).isEmpty();
            assertThat(flow.arrivals().again()).as("delivered twice").isLessThanOrEqualTo(Rig.BATCH);
        }
    }
}
