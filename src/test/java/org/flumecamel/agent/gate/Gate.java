/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Stands before a sink and fails in its place, as a file says that can be rewritten at any time: {@code open},
 * {@code closed}, {@code slow <milliseconds>}, {@code flap <n>} (of n batches the first fails). The name of the file is the
 * system property {@code gate}; beside it a file {@code <name>.refused} grows by a byte for each failure. The fault tests
 * put it into {@code lib/ext}, as a user would put a jar there.
 */
public final class Gate implements Processor {

    private final Path control = Path.of(System.getProperty("gate"));
    private final Path refused = Path.of(System.getProperty("gate") + ".refused");
    private int batches;

    @Override
    public void process(Exchange exchange) throws Exception {
        String[] words = Files.readString(control).trim().split(" ");
        switch (words[0]) {
            case "open" -> batches = 0;
            case "closed" -> refuse("the sink is down");
            case "slow" -> slow(Long.parseLong(words[1]));
            case "flap" -> flap(Integer.parseInt(words[1]));
            default -> throw new IllegalStateException(control + " says " + words[0]);
        }
    }

    /** Slow means slow: a sink that takes its time, and fails if it is interrupted meanwhile. */
    private static void slow(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the sink was interrupted", e);
        }
    }

    private void flap(int every) throws IOException {
        if (batches++ % every == 0) {
            refuse("the sink is down for a moment");
        }
    }

    private void refuse(String why) throws IOException {
        Files.write(refused, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        throw new IOException(why);
    }
}
