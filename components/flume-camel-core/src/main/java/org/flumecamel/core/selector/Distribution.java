/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;

/**
 * The parts of one batch, one for each target, each in the order of the batch.
 *
 * @param required parts with an event that must reach the target
 * @param optional all other parts
 * @param dropped  how many events have no target
 */
record Distribution(List<Part> required, List<Part> optional, int dropped) {

    /** What one target gets. */
    record Part(Target target, EventBatch batch) {
    }

    static Distribution of(EventBatch batch, Selection selection) {
        Parts parts = new Parts();
        Selection.Choice all = selection.ofAll();
        if (all != null) {
            parts.add(all, batch);
            return parts.distribution();
        }
        Headers headers = null;
        Selection.Choice choice = null;
        int from = 0;
        for (int i = 0; i < batch.size(); i++) {
            Headers other = batch.get(i).headers();
            if (other != headers) {
                Selection.Choice next = selection.of(other);
                if (next != choice) {
                    parts.add(choice, batch.subBatch(from, i));
                    from = i;
                    choice = next;
                }
                headers = other;
            }
        }
        parts.add(choice, batch.subBatch(from, batch.size()));
        return parts.distribution();
    }

    /** Collects runs of events that go the same way. */
    private static final class Parts {

        private final Map<Target, List<EventBatch>> runs = new LinkedHashMap<>();
        private final Map<Target, Boolean> required = new LinkedHashMap<>();
        private int dropped;

        void add(Selection.Choice choice, EventBatch run) {
            if (run.isEmpty()) {
                return;
            }
            choice.required().forEach(target -> add(target, run, true));
            choice.optional().forEach(target -> add(target, run, false));
            if (choice.isEmpty()) {
                dropped += run.size();
            }
        }

        private void add(Target target, EventBatch run, boolean isRequired) {
            runs.computeIfAbsent(target, t -> new ArrayList<>()).add(run);
            required.merge(target, isRequired, Boolean::logicalOr);
        }

        Distribution distribution() {
            List<Part> must = new ArrayList<>();
            List<Part> may = new ArrayList<>();
            runs.forEach((target, ofTarget) -> {
                Part part = new Part(target, EventBatch.concat(ofTarget));
                (required.get(target) ? must : may).add(part);
            });
            return new Distribution(must, may, dropped);
        }
    }
}
