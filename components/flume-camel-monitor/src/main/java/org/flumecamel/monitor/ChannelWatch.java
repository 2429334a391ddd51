/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.flumecamel.channel.Channel;
import org.flumecamel.channel.Channels;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.DeadLetterCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all channels and dead letters of a Camel context once a second, from its first use on. A channel that is slow to
 * answer holds up nobody but itself. Thread-safe.
 */
public final class ChannelWatch extends ServiceSupport {

    private static final long PERIOD = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(ChannelWatch.class);

    private final CamelContext context;
    private final Map<Channel, ChannelGauge> gauges = new LinkedHashMap<>();
    private final Map<DeadLetterCounter, DeadLetterGauge> deadLetters = new LinkedHashMap<>();
    private final List<Runnable> afterwards = new CopyOnWriteArrayList<>();
    private HealthSettings settings;
    private ScheduledExecutorService clock;
    private ExecutorService lookers;

    private ChannelWatch(CamelContext context) {
        this.context = context;
    }

    /** The watch of a context; it begins at the first call. */
    public static ChannelWatch of(CamelContext context) {
        synchronized (ChannelWatch.class) {
            ChannelWatch watch = context.getCamelContextExtension().getContextPlugin(ChannelWatch.class);
            if (watch == null) {
                watch = new ChannelWatch(context);
                context.getCamelContextExtension().addContextPlugin(ChannelWatch.class, watch);
            }
            // a context that stops lets go of its services, but keeps its plugins
            if (!context.hasService(watch)) {
                try {
                    context.addService(watch);
                } catch (Exception e) {
                    throw new IllegalStateException("The channels of " + context.getName() + " cannot be watched", e);
                }
            }
            return watch;
        }
    }

    /** What is known of each channel, in the order they were made. */
    public List<ChannelFigures> figures() {
        long now = System.nanoTime();
        return gauges().stream().map(gauge -> gauge.figures(now)).toList();
    }

    /** A gauge for each channel there is now, in the order they were made. */
    synchronized List<ChannelGauge> gauges() {
        Channels.of(context).byUri().forEach((uri, channel) -> gauges.computeIfAbsent(channel,
                c -> new ChannelGauge(c, uri, settings().maxFill())));
        return List.copyOf(gauges.values());
    }

    /**
     * The gauges of the channels that a name means: {@code seda:c1}, the bare {@code c1}, or {@code *} for all.
     *
     * @return empty if there is no such channel
     */
    List<ChannelGauge> gauges(String name) {
        List<ChannelGauge> all = gauges();
        if (name.equals("*")) {
            return all;
        }
        Channel channel = Channels.of(context).byUri().get(name);
        return all.stream().filter(gauge -> gauge.channel() == channel || gauge.name().equals(name)).toList();
    }

    /** A gauge for each dead letter there is now. */
    synchronized List<DeadLetterGauge> deadLetters() {
        Counters.of(context).deadLetters().forEach(counter -> deadLetters.computeIfAbsent(counter,
                c -> new DeadLetterGauge(c, settings().deadLetterMillis())));
        return List.copyOf(deadLetters.values());
    }

    /** What counts as unhealthy. */
    synchronized HealthSettings settings() {
        if (settings == null) {
            settings = HealthSettings.of(context);
        }
        return settings;
    }

    /** Has something done about once a second, for as long as this watch runs. */
    void afterEachLook(Runnable task) {
        afterwards.add(task);
    }

    private void lookAtAll() {
        try {
            for (ChannelGauge gauge : gauges()) {
                if (gauge.begin(System.nanoTime())) {
                    lookers.execute(() -> gauge.sample(System.nanoTime()));
                }
            }
            deadLetters().forEach(gauge -> gauge.sample(System.nanoTime()));
            afterwards.forEach(Runnable::run);
        } catch (RuntimeException e) {
            // a clock whose task throws stops
            LOG.warn("The channels and dead letters could not be looked at", e);
        }
    }

    @Override
    protected synchronized void doStart() {
        lookers = context.getExecutorServiceManager().newCachedThreadPool(this, "FlumeChannelLook");
        clock = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "FlumeChannelWatch");
        clock.scheduleWithFixedDelay(this::lookAtAll, 0, PERIOD, TimeUnit.MILLISECONDS);
    }

    @Override
    protected synchronized void doStop() {
        context.getExecutorServiceManager().shutdownNow(clock);
        context.getExecutorServiceManager().shutdownNow(lookers);
        gauges.clear();
        deadLetters.clear();
        afterwards.clear();
        settings = null;
    }
}
