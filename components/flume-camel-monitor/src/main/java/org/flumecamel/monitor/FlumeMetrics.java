/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.camel.CamelContext;
import org.flumecamel.core.counter.Counter;
import org.flumecamel.core.counter.Counters;

/**
 * The channels and counters of a Camel context as Micrometer meters, those that come later too. What is not known is
 * {@code NaN}. Thread-safe.
 */
public final class FlumeMetrics implements MeterBinder {

    /** Attributes that say what {@link ChannelFigures} say, and those that are not figures of the flow. */
    private static final Set<String> LEFT_OUT
            = Set.of("Type", "StopTime", "ChannelSize", "ChannelCapacity", "ChannelFillPercentage",
                    "LastFailureTime");
    /** Attributes that may fall, and what they are called. */
    private static final Map<String, String> LEVELS
            = Map.of("OpenConnectionCount", "open.connections", "BytesUsed", "bytes.used", "BytesLimit", "bytes.limit");

    private final CamelContext context;
    private final ChannelWatch watch;
    private final Map<MeterRegistry, Set<Object>> bound = new ConcurrentHashMap<>();

    /** Begins to watch the channels of a context. */
    public FlumeMetrics(CamelContext context) {
        this.context = context;
        this.watch = ChannelWatch.of(context);
        watch.afterEachLook(this::refresh);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bound.computeIfAbsent(registry, r -> ConcurrentHashMap.newKeySet());
        refresh();
    }

    /** Adds the meters of channels and counters that have come since. */
    void refresh() {
        Counters counters = Counters.of(context);
        bound.forEach((registry, known) -> {
            watch.gauges().stream().filter(known::add).forEach(gauge -> bind(registry, gauge));
            Stream.of(counters.sources(), counters.channels(), counters.sinks(), counters.deadLetters())
                    .flatMap(group -> group.stream()).filter(known::add).forEach(counter -> bind(registry, counter));
        });
    }

    private static void bind(MeterRegistry registry, Counter counter) {
        String kind = counter.getType().toLowerCase(Locale.ROOT);
        Tags tags = Tags.of(kind, counter.name());
        for (Attribute attribute : Attribute.of(counter)) {
            String meter = "flume." + kind + "." + attribute.words();
            if (LEFT_OUT.contains(attribute.name()) || !attribute.isNumber()) {
                continue;
            }
            if (attribute.name().equals("StartTime")) {
                gauge(registry, meter, "When it started, in seconds since the epoch; 0 if it has not", "seconds", counter,
                        tags, c -> attribute.number(c) / 1000);
            } else if (LEVELS.containsKey(attribute.name())) {
                gauge(registry, "flume." + kind + "." + LEVELS.get(attribute.name()), attribute.name(), null, counter, tags,
                        c -> known(attribute.number(c)));
            } else {
                FunctionCounter.builder(meter, counter, attribute::number).tags(tags).description(attribute.name())
                        .register(registry);
            }
        }
    }

    private static void bind(MeterRegistry registry, ChannelGauge gauge) {
        Tags tags = Tags.of("channel", gauge.name(), "uri", gauge.uri());
        figure(registry, gauge, tags, "events", "Events in the channel, those in work included", null,
                figures -> known(figures.backlog().events()));
        figure(registry, gauge, tags, "event.limit", "How many events it may hold; 0 without limit", null,
                figures -> figures.backlog().eventLimit());
        figure(registry, gauge, tags, "size", "Bytes it takes where it keeps its events", "bytes",
                figures -> known(figures.backlog().bytes()));
        figure(registry, gauge, tags, "size.limit", "How many bytes it may take; 0 without limit", "bytes",
                figures -> figures.backlog().byteLimit());
        figure(registry, gauge, tags, "fill.ratio", "How full it is, from 0 to 1 of its nearest limit", null,
                figures -> known(figures.fillPercent()) / 100);
        figure(registry, gauge, tags, "oldest.age", "How long its oldest event has been in it", "seconds",
                figures -> known(figures.backlog().oldestMillis()) / 1000);
        figure(registry, gauge, tags, "in.per.second", "Events put per second, over the last minute", null,
                figures -> known(figures.inPerSecond()));
        figure(registry, gauge, tags, "out.per.second", "Events delivered per second, over the last minute", null,
                figures -> known(figures.outPerSecond()));
        figure(registry, gauge, tags, "time.to.full", "When it is full if it goes on so; NaN if it does not grow", "seconds",
                figures -> known(figures.millisToFull()) / 1000);
        figure(registry, gauge, tags, "time.to.empty", "When it is empty if it goes on so; NaN if it does not shrink",
                "seconds", figures -> known(figures.millisToEmpty()) / 1000);
        figure(registry, gauge, tags, "usable", "1 if it can be used, 0 if not", null,
                figures -> figures.problem() == null ? 1 : 0);
    }

    private static double known(double figure) {
        return figure < 0 ? Double.NaN : figure;
    }

    private static void figure(
            MeterRegistry registry, ChannelGauge gauge, Tags tags, String name, String description, String unit,
            ToDoubleFunction<ChannelFigures> figure) {
        gauge(registry, "flume.channel." + name, description, unit, gauge, tags,
                g -> figure.applyAsDouble(g.figures(System.nanoTime())));
    }

    private static <T> void gauge(
            MeterRegistry registry, String name, String description, String unit, T object, Tags tags,
            ToDoubleFunction<T> figure) {
        Gauge.builder(name, object, figure).description(description).baseUnit(unit).tags(tags).register(registry);
    }
}
