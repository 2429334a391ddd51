/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import org.apache.camel.health.HealthCheckResultBuilder;

/** Down while a channel cannot be used, because its broker is down for instance. */
final class ChannelProblemCheck extends ChannelHealthCheck {

    ChannelProblemCheck(ChannelGauge gauge, HealthSettings settings) {
        super("channel", gauge, settings);
    }

    @Override
    void check(HealthCheckResultBuilder builder, long nanos) {
        ChannelFigures figures = gauge().figures(nanos);
        String problem = figures.problem();
        if (problem != null) {
            long millis = Math.max(0, gauge().millisUnusable(nanos));
            down(builder, millis, "Channel " + gauge().uri() + " cannot be used, for " + Wording.duration(millis) + " now: "
                                  + problem + ". What is in it stays there, and its sources wait");
        } else {
            builder.message("Channel " + gauge().uri() + " can be used: " + figures.inWords()).up();
        }
    }
}
