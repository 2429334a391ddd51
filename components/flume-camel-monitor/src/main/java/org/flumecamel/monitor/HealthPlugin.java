/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.ContextServicePlugin;

/** Adds the health checks to every context that has a registry for them; nothing is watched before the first is called. */
public final class HealthPlugin implements ContextServicePlugin {

    @Override
    public void load(CamelContext camelContext) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camelContext);
        if (registry != null && registry.getRepository("flume").isEmpty()) {
            FlumeHealthChecks checks = new FlumeHealthChecks();
            checks.setCamelContext(camelContext);
            registry.register(checks);
        }
    }
}
