/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import org.apache.camel.health.HealthCheckResultBuilder;

/** Down while a channel stays full or refuses what is put on it. */
final class ChannelFullCheck extends ChannelHealthCheck {

    ChannelFullCheck(ChannelGauge gauge, HealthSettings settings) {
        super("channel-full", gauge, settings);
    }

    @Override
    void check(HealthCheckResultBuilder builder, long nanos) {
        ChannelFigures figures = gauge().figures(nanos);
        long full = gauge().millisFull(nanos);
        long refused = gauge().millisRefused(nanos);
        if (refused >= settings().maxFullMillis() && refused >= 0) {
            down(builder, refused, "Channel " + gauge().uri() + " has refused everything for " + Wording.duration(refused)
                                   + ": " + figures.inWords() + ". Its sources are held up. See why its sink is slow, or give"
                                   + " the channel more room");
        } else if (full >= settings().maxFullMillis() && full >= 0) {
            down(builder, full, "Channel " + gauge().uri() + " has been filled to " + Wording.percent(settings().maxFill())
                                + " and more for " + Wording.duration(full) + ": " + figures.inWords()
                                + ". Its sources are held up soon. See why its sink is slow, or give the channel more room");
        } else {
            builder.message("Channel " + gauge().uri() + " has room: " + figures.inWords()).up();
        }
    }
}
