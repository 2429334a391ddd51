/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.concurrent.TimeUnit;

/** What the agent says while it runs, and whether it stops by itself. */
final class Watch {

    /** How often it looks, in milliseconds, while it has a reason to. */
    private static final long LOOK = 250;
    /** How long nothing must happen before the agent says that it waits, in seconds. */
    private static final int QUIET = 2;
    /** Seconds between status lines on a terminal. */
    private static final int TERMINAL_STATUS = 2;

    private final StatusLine status;
    private final IdleWatch idle;
    private final Summary summary;
    private final long statusNanos;
    private final Integer exitWhenIdle;
    private boolean saidWaiting;

    Watch(RunOptions options, boolean interactive, StatusLine status, IdleWatch idle, Summary summary) {
        this.status = status;
        this.idle = idle;
        this.summary = summary;
        this.exitWhenIdle = options.exitWhenIdle();
        Integer seconds = options.status() == null && interactive ? (Integer) TERMINAL_STATUS : options.status();
        this.statusNanos = seconds == null || options.noStatus() ? 0 : TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Watches until a stop is asked for, or the agent is idle and was to stop then. */
    void until(StopSignal signal) throws InterruptedException {
        long nextStatus = System.nanoTime() + statusNanos;
        while (!signal.await(pause())) {
            long idleNanos = idle.idleNanos();
            if (exitWhenIdle != null && idleNanos >= TimeUnit.SECONDS.toNanos(exitWhenIdle)) {
                return;
            }
            if (exitWhenIdle == null && !saidWaiting && idleNanos >= TimeUnit.SECONDS.toNanos(QUIET)) {
                saidWaiting = true;
                summary.delivered().forEach(status::println);
                status.println("Waiting for more; Ctrl-C stops.");
            }
            if (statusNanos > 0 && System.nanoTime() - nextStatus >= 0) {
                status.print();
                nextStatus += statusNanos;
            }
        }
    }

    /** It looks often only while it may have to act at once. */
    private long pause() {
        boolean looks = exitWhenIdle != null || !saidWaiting;
        if (looks) {
            return LOOK;
        }
        return statusNanos > 0 ? TimeUnit.NANOSECONDS.toMillis(statusNanos) : TimeUnit.HOURS.toMillis(1);
    }
}
