/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRepository;

/**
 * The health checks of all channels of a context, and of its dead letters. Camel finds them by themselves wherever this
 * jar and camel-health are on the class path. Thread-safe.
 */
public final class FlumeHealthChecks implements HealthCheckRepository, CamelContextAware {

    /** By gauge: they count how often they were called. */
    private final Map<Object, List<HealthCheck>> checks = new HashMap<>();
    private CamelContext context;
    private boolean enabled = true;

    @Override
    public String getId() {
        return "flume";
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public synchronized Stream<HealthCheck> stream() {
        ChannelWatch watch = ChannelWatch.of(context);
        if (!watch.settings().enabled()) {
            return Stream.empty();
        }
        List<Object> gauges = new ArrayList<>(watch.gauges());
        gauges.addAll(watch.deadLetters());
        checks.keySet().retainAll(gauges);
        List<HealthCheck> all = new ArrayList<>();
        gauges.forEach(gauge -> all.addAll(checks.computeIfAbsent(gauge, g -> checks(g, watch.settings()))));
        return all.stream();
    }

    private List<HealthCheck> checks(Object gauge, HealthSettings settings) {
        List<HealthCheck> made = gauge instanceof ChannelGauge channel
                ? List.of(new ChannelProblemCheck(channel, settings), new ChannelFullCheck(channel, settings),
                        new SinkProgressCheck(context, channel, settings))
                : List.of(new DeadLetterCheck((DeadLetterGauge) gauge, settings));
        made.forEach(check -> CamelContextAware.trySetCamelContext(check, context));
        return made;
    }
}
