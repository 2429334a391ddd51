/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.concurrent.TimeUnit;

/**
 * Whether a condition of one channel is an alert: raised when it has held for the least time, cleared when it is over. A
 * change counts once it has been told; until then it is due again. Used by one thread.
 */
final class Alarm {

    private final Condition condition;
    private final long leastMillis;
    private final Lasting crossed = new Lasting();
    private boolean raised;
    private long changed;

    Alarm(Condition condition, long leastMillis) {
        this.condition = condition;
        this.leastMillis = leastMillis;
    }

    Condition condition() {
        return condition;
    }

    boolean isRaised() {
        return raised;
    }

    /** Whether it must be told now that it is raised, or cleared. */
    boolean isDue(ChannelFigures figures, long nanos) {
        crossed.is(condition.isCrossed(figures), nanos);
        if (raised) {
            return condition.isOver(figures);
        }
        return crossed.millis(nanos) >= leastMillis && crossed.millis(nanos) >= 0;
    }

    /** The change that was due is told. */
    void told(long nanos) {
        raised = !raised;
        changed = nanos;
    }

    /** How long ago it last changed, in milliseconds. */
    long millisSinceChange(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - changed);
    }
}
