/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Base of the checks of one channel. */
abstract class ChannelHealthCheck extends AbstractHealthCheck {

    /** The group of all checks here. */
    static final String GROUP = "flume";

    /** Detail: the channel as its URI. */
    private static final String CHANNEL = "channel";
    /** Detail: for how long it has been so, in milliseconds. */
    private static final String MILLIS = "downMillis";

    private final ChannelGauge gauge;
    private final HealthSettings settings;

    ChannelHealthCheck(String kind, ChannelGauge gauge, HealthSettings settings) {
        super(GROUP, "flume-" + kind + ":" + gauge.uri());
        this.gauge = gauge;
        this.settings = settings;
    }

    final ChannelGauge gauge() {
        return gauge;
    }

    final HealthSettings settings() {
        return settings;
    }

    @Override
    protected final void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail(CHANNEL, gauge.uri());
        check(builder, System.nanoTime());
    }

    /** Says how it is at a moment. */
    abstract void check(HealthCheckResultBuilder builder, long nanos);

    /** Says what is wrong, since when, and what to do. */
    static void down(HealthCheckResultBuilder builder, long millis, String message) {
        builder.detail(MILLIS, millis).message(message).down();
    }
}
