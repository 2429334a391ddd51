/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.BitSet;

import org.flumecamel.core.EventBatch;

/** Where letters are sent again. */
@FunctionalInterface
interface LetterTarget {

    /** Sends a batch and says what became of it. */
    Outcome send(EventBatch batch);

    /**
     * What became of a batch.
     *
     * @param delivered indexes of the events that are where they were sent
     * @param failure   why the others are not, or null if they were refused for good or there are none
     */
    record Outcome(BitSet delivered, Exception failure) {
    }
}
