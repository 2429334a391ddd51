/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A disk that fills up under the broker loses nothing, and needs no hand when there is room again. */
class FullDiskTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "largest message {0} bytes")
    @ValueSource(ints = { 1000, 200_000 })
    void putsFailUntilThereIsRoomAgain(int largest) throws Exception {
        Tool.GCC.require();
        ForgetfulDisk disk = new ForgetfulDisk(folder);
        Path data = disk.root().resolve("data");
        try (ChildProcess child = ChildProcess.java(List.of(), disk.environment(1, 0), WriterChild.class, data.toString(),
                "true", "2", Integer.toString(largest), "false")) {
            child.await("ACK", 100);
            child.mayFail();
            disk.full(true);
            child.await("FAIL", 10);
            disk.full(false);
            child.await("ACK", 300);
            child.kill();

            Set<Integer> lost = new HashSet<>(child.numbers("ACK"));
            lost.removeAll(WriterChild.found(data));
            assertThat(lost).isEmpty();
        }
    }
}
