/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Takes from a memory channel. What it has taken ends by itself, so closing it has nothing to do. */
final class MemoryReader implements ChannelReader {

    /** How often a thread that waits for more events looks whether it is to stop, in milliseconds. */
    private static final long LOOK = 200;

    private final MemoryChannel channel;
    private final BatchLimits limits;

    MemoryReader(MemoryChannel channel, BatchLimits limits) {
        this.channel = channel;
        this.limits = limits;
    }

    @Override
    public ChannelTransaction take(long waitMillis, BooleanSupplier stopping) throws InterruptedException {
        SlotPart part = channel.take(waitMillis);
        if (part == null) {
            return null;
        }
        MemoryTransaction transaction = new MemoryTransaction(channel, limits);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.timeoutMillis());
        boolean whole = false;
        try {
            while (part != null && transaction.add(part)) {
                part = more(deadline, stopping);
            }
            whole = true;
        } finally {
            if (!whole) {
                transaction.giveBack();
            }
        }
        return transaction;
    }

    private SlotPart more(long deadline, BooleanSupplier stopping) throws InterruptedException {
        SlotPart part = channel.takeNow();
        while (part == null && !stopping.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return null;
            }
            part = channel.take(Math.min(left, LOOK));
        }
        return part;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
