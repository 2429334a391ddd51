/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.hdfs;

import java.time.Duration;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.hadoop.fs.Path;

/** Down from a call that fails until the next one that works. Thread-safe. */
final class ClusterHealthCheck extends AbstractHealthCheck {

    private static final String ENABLED = "{{flume.health.enabled:true}}";
    /** Detail: the directory before the first escape. */
    private static final String DIRECTORY = "directory";
    /** Detail: for how long it has been down, in milliseconds. */
    private static final String MILLIS = "downMillis";

    private final String sink;
    private final Path base;
    private Trouble trouble;

    private record Trouble(String reason, long since) {
    }

    ClusterHealthCheck(String sink, Path base) {
        super("flume", "flume-hdfs:" + sink);
        this.sink = sink;
        this.base = base;
    }

    /** Shows it among the checks of a context, unless these are switched off as the ones of channels are. */
    void register(CamelContext context) {
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        if (checks != null && Boolean.parseBoolean(context.resolvePropertyPlaceholders(ENABLED))) {
            checks.register(this);
        }
    }

    void unregister(CamelContext context) {
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        if (checks != null) {
            checks.unregister(this);
        }
    }

    /** A call has failed, or was given up. */
    synchronized void failed(Throwable failure) {
        trouble = new Trouble(ClusterProblem.of(failure), trouble == null ? System.nanoTime() : trouble.since);
    }

    /** A call has worked. */
    synchronized void worked() {
        trouble = null;
    }

    @Override
    protected synchronized void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail(DIRECTORY, base.toString());
        if (trouble == null) {
            builder.message("Nothing has failed that sink " + sink + " does in " + base).up();
            return;
        }
        Duration down = Duration.ofNanos(System.nanoTime() - trouble.since);
        builder.detail(MILLIS, down.toMillis())
            .message("Sink " + sink + " cannot write to " + base + ", for " + down.toSeconds() + " s now: " + trouble.reason
                     + ". Its events stay in their channel and are sent again")
            .down();
    }
}
