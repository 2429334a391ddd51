/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.flumecamel.channel.Channels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at channels at an interval, in a thread of its own, and emits alerts. What its route cannot take is emitted again
 * until it is taken, or no longer true.
 */
public class BacklogConsumer extends DefaultConsumer {

    /** How long it waits at most before an alert is emitted again, in milliseconds. */
    private static final long MAX_BACKOFF = 60_000;
    /** How long a stop waits for an alert that is on its way, in milliseconds. */
    private static final long STOP_PATIENCE = 2000;

    private static final Logger LOG = LoggerFactory.getLogger(BacklogConsumer.class);

    private final Map<ChannelGauge, List<Alarm>> alarms = new LinkedHashMap<>();
    private final Set<String> unlimited = new HashSet<>();
    private ScheduledExecutorService executor;
    private long nextStatus;
    private long backoff;
    private long backoffUntil;

    BacklogConsumer(BacklogEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public BacklogEndpoint getEndpoint() {
        return (BacklogEndpoint) super.getEndpoint();
    }

    private List<ChannelGauge> gauges() {
        return ChannelWatch.of(getEndpoint().getCamelContext()).gauges(getEndpoint().getChannel());
    }

    private void look() {
        try {
            long now = System.nanoTime();
            if (!isRunAllowed() || isSuspendingOrSuspended()) {
                return;
            }
            List<ChannelGauge> gauges = gauges();
            alarms.keySet().retainAll(gauges);
            for (ChannelGauge gauge : gauges) {
                lookAt(gauge, now);
            }
            status(gauges, now);
        } catch (Exception e) {
            getExceptionHandler().handleException("flume-backlog:" + getEndpoint().getChannel() + " failed; it goes on", e);
        }
    }

    private void lookAt(ChannelGauge gauge, long now) {
        ChannelFigures figures = gauge.figures(now);
        List<Alarm> ofChannel = alarms.computeIfAbsent(gauge, g -> alarms());
        warnIfUnlimited(figures);
        for (Alarm alarm : ofChannel) {
            if (alarm.isDue(figures, now) && emit(exchange(figures, alarm, now))) {
                alarm.told(now);
            }
        }
    }

    private void warnIfUnlimited(ChannelFigures figures) {
        boolean known = figures.backlog().events() >= 0;
        if (known && !getEndpoint().high().fits(figures.backlog()) && unlimited.add(figures.uri())) {
            LOG.warn("Channel {} has no limit, so a highWatermark of {} is never reached; name it in events (50000) or as a"
                     + " size (2GB)", figures.uri(), getEndpoint().getHighWatermark());
        }
    }

    private List<Alarm> alarms() {
        return getEndpoint().conditions().stream().map(condition -> new Alarm(condition, getEndpoint().getMinDuration()))
                .toList();
    }

    private void status(List<ChannelGauge> gauges, long now) {
        long period = TimeUnit.MILLISECONDS.toNanos(getEndpoint().getPeriod());
        if (period == 0 || now - nextStatus < 0) {
            return;
        }
        nextStatus = now + period;
        for (ChannelGauge gauge : gauges) {
            ChannelFigures figures = gauge.figures(now);
            String raised = alarms.getOrDefault(gauge, List.of()).stream().filter(Alarm::isRaised)
                    .map(alarm -> alarm.condition().reason()).collect(Collectors.joining(","));
            Exchange exchange = exchange(figures, "status", raised);
            exchange.getMessage().setBody("Channel " + figures.uri() + ": " + figures.inWords() + ".");
            emit(exchange);
        }
    }

    private Exchange exchange(ChannelFigures figures, Alarm alarm, long now) {
        Condition condition = alarm.condition();
        Exchange exchange = exchange(figures, alarm.isRaised() ? "cleared" : "raised", condition.reason());
        if (alarm.isRaised()) {
            long millis = alarm.millisSinceChange(now);
            exchange.getMessage().setHeader(BacklogConstants.RAISED_FOR, millis);
            exchange.getMessage().setBody(condition.cleared(figures) + ", after " + Wording.duration(millis) + "; "
                                          + figures.inWords() + ".");
        } else {
            exchange.getMessage().setBody(condition.raised(figures) + "; " + figures.inWords() + ".");
        }
        return exchange;
    }

    private Exchange exchange(ChannelFigures figures, String state, String reason) {
        Exchange exchange = createExchange(false);
        Message message = exchange.getMessage();
        message.setHeader(BacklogConstants.STATE, state);
        message.setHeader(BacklogConstants.REASON, reason);
        message.setHeader(BacklogConstants.CHANNEL, figures.uri());
        message.setHeader(BacklogConstants.EVENTS, figures.backlog().events());
        message.setHeader(BacklogConstants.EVENT_LIMIT, figures.backlog().eventLimit());
        message.setHeader(BacklogConstants.BYTES, figures.backlog().bytes());
        message.setHeader(BacklogConstants.BYTE_LIMIT, figures.backlog().byteLimit());
        message.setHeader(BacklogConstants.FILL, figures.fillPercent());
        message.setHeader(BacklogConstants.OLDEST, figures.backlog().oldestMillis());
        message.setHeader(BacklogConstants.IN, figures.inPerSecond());
        message.setHeader(BacklogConstants.OUT, figures.outPerSecond());
        message.setHeader(BacklogConstants.TIME_TO_FULL, figures.millisToFull());
        message.setHeader(BacklogConstants.TIME_TO_EMPTY, figures.millisToEmpty());
        return exchange;
    }

    /** Sends an exchange down the route. Returns whether the route has taken it. */
    private boolean emit(Exchange exchange) {
        if (backoff > 0 && System.nanoTime() - backoffUntil < 0) {
            return false;
        }
        Object said = exchange.getMessage().getBody();
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        // only the stop may interrupt this thread, not what a route leaves behind
        Exception failure = exchange.getException();
        if (Thread.interrupted() && failure == null) {
            LOG.debug("The route of {} has left an interrupt behind", getEndpoint());
        }
        releaseExchange(exchange, false);
        if (failure == null) {
            backoff = 0;
            return true;
        }
        backoff = Math.min(backoff == 0 ? getEndpoint().getInterval() : backoff * 2, MAX_BACKOFF);
        backoffUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff);
        LOG.warn("An alert could not be delivered, trying again in {} ms: \"{}\": {}", backoff, said, failure.toString());
        LOG.debug("Failed", failure);
        return false;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        requireChannel();
        nextStatus = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(getEndpoint().getPeriod());
        executor = getEndpoint().getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this,
                getEndpoint().getEndpointBaseUri());
        executor.scheduleWithFixedDelay(this::look, 0, getEndpoint().getInterval(), TimeUnit.MILLISECONDS);
    }

    /** All endpoints are made before the first route is started, so a channel that is not there is a slip of the pen. */
    private void requireChannel() {
        if (gauges().isEmpty() && !getEndpoint().getChannel().equals("*")) {
            Set<String> there = Channels.of(getEndpoint().getCamelContext()).byUri().keySet();
            throw new IllegalArgumentException("There is no channel " + getEndpoint().getChannel() + " to watch: no"
                                               + " flume-channel or flume-spooler endpoint uses it"
                                               + (there.isEmpty() ? "" : "; there is " + String.join(", ", there)));
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (executor != null) {
            executor.shutdown();
            if (!executor.awaitTermination(STOP_PATIENCE, TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
                executor.awaitTermination(STOP_PATIENCE, TimeUnit.MILLISECONDS);
            }
            executor = null;
        }
        alarms.clear();
        unlimited.clear();
        super.doStop();
    }
}
