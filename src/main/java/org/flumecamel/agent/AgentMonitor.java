/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.flumecamel.monitor.HealthSettings;
import org.flumecamel.monitor.MonitorServer;

/**
 * The monitor of the agent, if {@code flume.monitor.port} says so. It is opened before any route is started, so that a port
 * that is taken stops the start while nothing has been read, and closed after everything else.
 */
final class AgentMonitor extends MainListenerSupport {

    private MonitorServer server;

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        Set<String> given = new TreeSet<>(System.getProperties().stringPropertyNames());
        given.addAll(context.getPropertiesComponent().loadProperties().stringPropertyNames());
        requireKnown(given, MonitorServer.PREFIX, MonitorServer.KEYS);
        requireKnown(given, HealthSettings.PREFIX, HealthSettings.KEYS);
        // a bad value must stop the start, not the first look at the health
        HealthSettings.of(context);
        server = MonitorServer.of(context);
        if (server != null) {
            server.start();
        }
    }

    private static void requireKnown(Set<String> given, String prefix, Set<String> known) {
        given.stream().filter(key -> key.startsWith(prefix) && !known.contains(key)).findFirst().ifPresent(key -> {
            throw new ConfigurationException("there is no setting " + key + NearestName.hint(key, known));
        });
    }

    /** Closes it; more than once does no harm. */
    void stop() {
        if (server != null) {
            server.stop();
        }
    }
}
