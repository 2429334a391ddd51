/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A program of the operating system that a test needs. */
enum Tool {
    GCC("gcc"),
    STRACE("strace");

    private final String name;

    Tool(String name) {
        this.name = name;
    }

    /**
     * Leaves the test out where the program is missing; fails it in the continuous build, which sets {@code FLUMECAMEL_CI} and
     * installs what it needs.
     */
    void require() throws InterruptedException {
        boolean there = isThere();
        String missing = name + " is missing: without it nothing shows here that acknowledged messages outlive a power loss."
                         + " Install it (apt-get install " + name + ")";
        assertThat(there || System.getenv("FLUMECAMEL_CI") == null).as(missing).isTrue();
        assumeTrue(there, missing);
    }

    private boolean isThere() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(name, "--version").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs it to its end, which must be a good one. */
    void run(String... arguments) throws IOException, InterruptedException {
        require();
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
