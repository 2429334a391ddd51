/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.util.List;
import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.flumecamel.channel.Channel;
import org.flumecamel.channel.Channels;
import org.flumecamel.channel.SpoolerEndpoint;

/** Down while nothing leaves a channel that has events: its sink fails, hangs, or is not there. */
final class SinkProgressCheck extends ChannelHealthCheck {

    private final CamelContext context;

    SinkProgressCheck(CamelContext context, ChannelGauge gauge, HealthSettings settings) {
        super("sink", gauge, settings);
        this.context = context;
    }

    @Override
    void check(HealthCheckResultBuilder builder, long nanos) {
        long stalled = gauge().millisStalled(nanos);
        if (stalled >= settings().maxStallMillis() && stalled >= 0) {
            down(builder, stalled, "Nothing has left channel " + gauge().uri() + " for " + Wording.duration(stalled) + ": "
                                   + gauge().figures(nanos).inWords() + ". " + advice());
        } else {
            builder.message("What is in channel " + gauge().uri() + " leaves it: " + gauge().figures(nanos).inWords()).up();
        }
    }

    private String advice() {
        List<Route> spoolers = context.getRoutes().stream().filter(this::isSpooler).toList();
        if (spoolers.isEmpty()) {
            return "No route here reads it with flume-spooler:" + gauge().uri();
        }
        String stopped = spoolers.stream().map(Route::getRouteId)
                .filter(id -> context.getRouteController().getRouteStatus(id) != ServiceStatus.Started)
                .collect(Collectors.joining(", "));
        String names = spoolers.stream().map(Route::getRouteId).collect(Collectors.joining(", "));
        return stopped.isEmpty()
                ? "See in the log why the sink of route " + names + " fails; nothing is lost, it is tried again"
                : "Start route " + stopped + ", which reads it";
    }

    private boolean isSpooler(Route route) {
        if (!(route.getEndpoint() instanceof SpoolerEndpoint spooler)) {
            return false;
        }
        Channel read = Channels.of(context).byUri().get(spooler.getQueue());
        return read == gauge().channel();
    }
}
