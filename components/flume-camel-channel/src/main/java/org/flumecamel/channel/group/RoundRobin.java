/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.ArrayList;
import java.util.List;

/** Each batch begins with the sink behind the one the last batch began with, of those that may be asked. Thread-safe. */
final class RoundRobin implements SinkOrder {

    private final List<String> all;
    private int next;

    /** @param all the names of all sinks of the group */
    RoundRobin(List<String> all) {
        this.all = all;
    }

    @Override
    public synchronized List<String> order(List<String> sinks) {
        List<String> order = new ArrayList<>(all.subList(next, all.size()));
        order.addAll(all.subList(0, next));
        order.retainAll(sinks);
        next = (all.indexOf(order.get(0)) + 1) % all.size();
        return order;
    }
}
