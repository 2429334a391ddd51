/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Each batch asks the sinks in an order of its own, any with the same probability. Thread-safe. */
final class RandomOrder implements SinkOrder {

    private final Random random;

    RandomOrder(Random random) {
        this.random = random;
    }

    @Override
    public List<String> order(List<String> sinks) {
        List<String> order = new ArrayList<>(sinks);
        Collections.shuffle(order, random);
        return order;
    }
}
