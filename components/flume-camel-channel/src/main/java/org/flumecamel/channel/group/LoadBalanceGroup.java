/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Batches are shared out among the sinks (Flume PROC-LB): in turn, at random or as a bean says. If one fails the next takes the
 * batch; with {@code backoff} the failed one is then left alone for a time that doubles with each failure in a row, up to a
 * limit. Thread-safe.
 */
public class LoadBalanceGroup extends SinkGroup {

    private final Random random;
    private String selector = "round_robin";
    private boolean backoff;
    private long maxTimeOut = 30_000;
    private SinkOrder order;

    public LoadBalanceGroup() {
        this(System::nanoTime, new Random());
    }

    LoadBalanceGroup(LongSupplier nanoTime, Random random) {
        super(nanoTime);
        this.random = random;
    }

    @Override
    void prepare(List<GroupSink> all) {
        if (maxTimeOut < 0) {
            throw new IllegalArgumentException("maxTimeOut of sink group " + getRouteId() + " must not be below 0, it is "
                                               + maxTimeOut);
        }
        order = switch (selector) {
            case "round_robin" -> new RoundRobin(all.stream().map(GroupSink::name).toList());
            case "random" -> new RandomOrder(random);
            default -> bean();
        };
    }

    private SinkOrder bean() {
        Object found = getCamelContext().getRegistry().lookupByName(selector);
        if (found instanceof SinkOrder custom) {
            return custom;
        }
        throw new IllegalArgumentException("selector of sink group " + getRouteId() + " must be round_robin, random or the name"
                                           + " of a bean of type " + SinkOrder.class.getName() + ", not " + selector);
    }

    @Override
    List<GroupSink> order(List<GroupSink> candidates) {
        Map<String, GroupSink> byName = new LinkedHashMap<>();
        candidates.forEach(sink -> byName.put(sink.name(), sink));
        List<GroupSink> ordered = new ArrayList<>();
        for (String name : order.order(List.copyOf(byName.keySet()))) {
            GroupSink sink = byName.remove(name);
            if (sink == null) {
                throw new IllegalStateException("selector " + selector + " of sink group " + getRouteId() + " names " + name
                                                + ", which may not be asked now, or twice");
            }
            ordered.add(sink);
        }
        return ordered;
    }

    @Override
    long maxPenalty() {
        return backoff ? maxTimeOut : 0;
    }

    /** How the next sink is found: round_robin, random, or the name of a bean of type {@link SinkOrder}. */
    public String getSelector() {
        return selector;
    }

    public void setSelector(String selector) {
        this.selector = selector;
    }

    /** Whether a failed sink is left alone for a while. */
    public boolean isBackoff() {
        return backoff;
    }

    public void setBackoff(boolean backoff) {
        this.backoff = backoff;
    }

    /** How long a failed sink is left alone at most, in milliseconds, if {@code backoff} is set. */
    public long getMaxTimeOut() {
        return maxTimeOut;
    }

    public void setMaxTimeOut(long maxTimeOut) {
        this.maxTimeOut = maxTimeOut;
    }
}
