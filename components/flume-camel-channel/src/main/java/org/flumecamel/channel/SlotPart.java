/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import org.flumecamel.core.EventBatch;

/**
 * Some neighbouring events of a slot.
 *
 * @param slot where they are
 * @param from index of the first event
 * @param to   index behind the last event
 */
record SlotPart(ChannelSlot slot, int from, int to) {

    /** All events of a slot. */
    static SlotPart whole(ChannelSlot slot) {
        return new SlotPart(slot, 0, slot.batch().size());
    }

    int size() {
        return to - from;
    }

    EventBatch events() {
        return slot.batch().subBatch(from, to);
    }

    /** The first events of this part. */
    SlotPart head(int events) {
        return new SlotPart(slot, from, from + events);
    }

    /** This part without its first events. */
    SlotPart tail(int events) {
        return new SlotPart(slot, from + events, to);
    }

    void delivered() {
        slot.delivered(size());
    }
}
