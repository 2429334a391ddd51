/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Each batch goes to the sink of the highest priority (Flume PROC-FAIL). One that fails is left alone for a time that doubles
 * with each failure in a row, up to a limit; then it has its place again. Thread-safe.
 */
public class FailoverGroup extends SinkGroup {

    private long maxpenalty = 30_000;
    private Map<String, String> priority = new LinkedHashMap<>();
    private Map<GroupSink, Integer> priorities = Map.of();

    public FailoverGroup() {
        this(System::nanoTime);
    }

    FailoverGroup(LongSupplier nanoTime) {
        super(nanoTime);
    }

    @Override
    void prepare(List<GroupSink> all) {
        if (maxpenalty < 0) {
            throw new IllegalArgumentException("maxpenalty of sink group " + getRouteId() + " must not be below 0, it is "
                                               + maxpenalty);
        }
        List<String> names = all.stream().map(GroupSink::name).toList();
        priority.keySet().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("priority." + name + ": sink group " + getRouteId() + " has no sink " + name
                                               + "; its sinks are " + String.join(", ", names));
        });
        Map<GroupSink, Integer> found = new HashMap<>();
        Map<Integer, String> holders = new HashMap<>();
        int next = 0;
        for (GroupSink sink : all) {
            int value = priority.containsKey(sink.name()) ? given(sink.name()) : --next;
            String other = holders.put(value, sink.name());
            if (other != null) {
                throw new IllegalArgumentException("Sinks " + other + " and " + sink.name() + " of group " + getRouteId()
                                                   + " have the same priority, " + value + ": give each another");
            }
            found.put(sink, value);
        }
        priorities = found;
    }

    private int given(String sink) {
        // what binds properties may put numbers into the map
        Object value = ((Map<?, ?>) priority).get(sink);
        try {
            return Integer.parseInt(String.valueOf(value).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("priority." + sink + " of sink group " + getRouteId()
                                               + " must be a whole number, not " + value, e);
        }
    }

    @Override
    List<GroupSink> order(List<GroupSink> candidates) {
        return candidates.stream().sorted(Comparator.comparing(priorities::get, Comparator.reverseOrder())).toList();
    }

    @Override
    long maxPenalty() {
        return maxpenalty;
    }

    /** How long a failed sink is left alone at most, in milliseconds; 0 asks it at every batch. */
    public long getMaxpenalty() {
        return maxpenalty;
    }

    public void setMaxpenalty(long maxpenalty) {
        this.maxpenalty = maxpenalty;
    }

    /** Priorities by the names of sinks, higher ones first; those without one get -1, -2 and so on, in their order. */
    public Map<String, String> getPriority() {
        return priority;
    }

    public void setPriority(Map<String, String> priority) {
        this.priority = priority;
    }
}
