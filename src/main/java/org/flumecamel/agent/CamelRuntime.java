/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListener;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.LifecycleStrategySupport;

/** Camel as the agent runs it: small, quick to start, and stopped by the agent only. */
final class CamelRuntime extends Main {

    /** How long a stop lets spoolers drain their channels, in seconds. */
    private static final int DRAIN_SECONDS = 20;

    private final RouteFiles routeFiles;
    private final ClassLoader classLoader;
    private final AgentBroker broker = new AgentBroker();
    private final AgentMonitor monitor = new AgentMonitor();
    private volatile Route starting;

    /**
     * @param config      the folder of {@code application.properties}
     * @param routeFiles  what to run
     * @param classLoader where components are looked for
     */
    CamelRuntime(Path config, RouteFiles routeFiles, ClassLoader classLoader) {
        this(config, routeFiles, classLoader, new RouteRules(routeFiles));
        addMainListener(monitor);
    }

    /**
     * A runtime beside an agent, which has the monitor's port.
     *
     * @param rules looks at the routes before any is started
     */
    CamelRuntime(Path config, RouteFiles routeFiles, ClassLoader classLoader, MainListener rules) {
        this.routeFiles = routeFiles;
        this.classLoader = classLoader;
        setAppName("Flume on Camel, running on Apache Camel");
        setShutdownStrategy(new SimpleMainShutdownStrategy());
        setRoutesCollector(routeFiles);
        addMainListener(rules);
        addMainListener(broker);
        addInitialProperty("camel.main.yamlDslCompactNotationWarn", "false");
        Path properties = config.resolve("application.properties");
        setDefaultPropertyPlaceholderLocation(Files.exists(properties) ? "file:" + properties.toAbsolutePath() : "false");
        configure().setAutoConfigurationLogSummary(false);
        configure().withName("flume-camel")
                .withJmxEnabled(false)
                .withShutdownTimeout(DRAIN_SECONDS)
                .withShutdownSuppressLoggingOnTimeout(true)
                .withShutdownLogInflightExchangesOnTimeout(false);
        configure().setStartupSummaryLevel(StartupSummaryLevel.Brief);
        configure().setSourceLocationEnabled(true);
    }

    RouteFiles routeFiles() {
        return routeFiles;
    }

    @Override
    protected CamelContext createCamelContext() {
        CamelContext context = super.createCamelContext();
        context.setApplicationContextClassLoader(classLoader);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onServiceAdd(CamelContext camelContext, Service service, Route route) {
                if (service instanceof Consumer) {
                    starting = route;
                }
            }
        });
        context.addLifecycleStrategy(broker.watch());
        return context;
    }

    @Override
    protected void doStop() throws Exception {
        try {
            super.doStop();
        } finally {
            broker.stop();
            // last of all: whoever asks meanwhile hears that the agent stops
            monitor.stop();
        }
    }

    /** The route whose consumer was started last, or null. */
    Route starting() {
        return starting;
    }
}
