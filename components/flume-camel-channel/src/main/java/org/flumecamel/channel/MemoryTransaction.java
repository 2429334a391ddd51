/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.flumecamel.core.EventBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch taken from a memory channel, and the parts of slots it is made of. */
final class MemoryTransaction implements ChannelTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryTransaction.class);

    private final MemoryChannel channel;
    private final BatchLimits limits;
    private final List<SlotPart> parts = new ArrayList<>();
    /** Whether nobody has settled it or given it back yet. */
    private final AtomicBoolean open = new AtomicBoolean(true);
    private int events;
    private long bytes;
    private boolean complete;

    MemoryTransaction(MemoryChannel channel, BatchLimits limits) {
        this.channel = channel;
        this.limits = limits;
    }

    /** Adds what fits of a part and gives the rest back to the channel. Returns whether more may fit. */
    boolean add(SlotPart part) {
        EventBatch offered = part.events();
        int fit = 0;
        if (events == 0 || bytes + offered.get(0).length() <= limits.bytes()) {
            fit = offered.fitting(0, limits.events() - events, limits.bytes() - bytes);
            parts.add(part.head(fit));
            events += fit;
            bytes += offered.subBatch(0, fit).bytes();
        }
        if (fit < part.size()) {
            channel.giveBack(part.tail(fit));
            complete = true;
        } else if (events >= limits.events() || bytes >= limits.bytes()) {
            complete = true;
        }
        return !complete;
    }

    @Override
    public EventBatch batch() {
        return EventBatch.concat(parts.stream().map(SlotPart::events).toList());
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public boolean isRereadable() {
        return parts.stream().allMatch(part -> part.slot().isRereadable());
    }

    @Override
    public void settled(Throwable failure) {
        if (failure == null) {
            if (open.compareAndSet(true, false)) {
                parts.forEach(SlotPart::delivered);
            }
        } else {
            LOG.warn("A batch of channel {} failed behind its route and is taken again: {}", channel.name(),
                    failure.toString());
            giveBack();
        }
    }

    @Override
    public void giveBack() {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            channel.giveBack(parts.get(i));
        }
    }
}
