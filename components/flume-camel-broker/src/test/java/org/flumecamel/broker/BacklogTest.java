/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {

    private static final int HEAP_MIB = 64;
    private static final int SIZE = 1 << 18;
    private static final int MESSAGES_PER_MIB = 4;

    @TempDir
    Path data;

    @Test
    void aBacklogOfTenHeapsIsTakenInOrderAfterARestart() throws Exception {
        try (ChildProcess child = ChildProcess.java(List.of(), Map.of("JAVA_TOOL_OPTIONS", "-XX:+ExitOnOutOfMemoryError"),
                "-Xmx" + HEAP_MIB + "m", BacklogChild.class, data.toString(),
                Integer.toString(10 * HEAP_MIB * MESSAGES_PER_MIB), Integer.toString(SIZE))) {
            child.await("PUT", 1);
            child.await("EMPTY", 1);
        }
    }
}
