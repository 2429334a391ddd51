/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.logging.log4j.LogManager;

/**
 * Asks the agent to stop: from a signal of the operating system, which the JVM turns into its shutdown, or from inside.
 * The JVM's shutdown waits for the orderly stop and then ends the process with the agent's own exit code.
 */
final class StopSignal {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "flume-camel-stop");
    private volatile int exitCode;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Asks for the stop. */
    void request() {
        requested.countDown();
    }

    /** Waits for the request. Returns whether it came in that time. */
    boolean await(long millis) throws InterruptedException {
        return requested.await(millis, TimeUnit.MILLISECONDS);
    }

    /** The agent has stopped; the process may end. */
    void finished(int code) {
        exitCode = code;
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ignored) {
            // the JVM is in its shutdown: the hook ends the process
        }
    }

    private void onShutdown() {
        request();
        try {
            finished.await();
        } catch (InterruptedException e) {
            exitCode = ExitCode.FAILED;
        }
        LogManager.shutdown();
        Runtime.getRuntime().halt(exitCode);
    }
}
