/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while events go to a dead letter, or cannot be written to it. */
final class DeadLetterCheck extends AbstractHealthCheck {

    private final DeadLetterGauge gauge;
    private final HealthSettings settings;

    DeadLetterCheck(DeadLetterGauge gauge, HealthSettings settings) {
        super(ChannelHealthCheck.GROUP, "flume-deadletter:" + gauge.counter().name());
        this.gauge = gauge;
        this.settings = settings;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String name = gauge.counter().name();
        String failure = gauge.counter().getLastFailure();
        long recent = gauge.recent(System.nanoTime());
        String within = " within the last " + Wording.duration(settings.deadLetterMillis());
        if (failure != null) {
            builder.message("Dead letter " + name + " cannot be written: " + failure + ". Its events stay where they were, and"
                            + " those behind them wait, until it can").down();
        } else if (recent > settings.maxDeadLetters()) {
            builder.message(Wording.events(recent) + " went to dead letter " + name + within
                            + ": look why, and send them again when it is mended (flume-camel deadletter)").down();
        } else {
            builder.message(Wording.events(recent) + " went to dead letter " + name + within).up();
        }
    }
}
