/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/**
 * Base of all contract tests: a Camel context to which a test adds routes in YAML, with a {@link ProbeSource} at
 * {@code direct:in} and a {@link ProbeSink} as bean {@code probe}.
 */
public abstract class FlumeTestSupport extends CamelTestSupport {

    /** How long a condition may take to come true. */
    protected static final Duration PATIENCE = Duration.ofSeconds(30);

    protected final ProbeSink probe = new ProbeSink();

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        return new RoutesBuilder[0];
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.withShutdownTimeout(2);
    }

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        registry.bind("probe", probe);
        registry.bind("interrupt", (Processor) exchange -> Thread.currentThread().interrupt());
        registry.bind("filterAll", (Processor) exchange -> exchange.getMessage().setBody(EventBatch.EMPTY));
    }

    /** Adds routes written in YAML, and starts them. */
    protected void routes(String... yaml) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("kit.yaml", String.join("\n", yaml)));
    }

    /** A route that begins at {@code direct:in} without an error handler; steps are written one per line, indented by none. */
    protected static String sourceRoute(String... steps) {
        return route("source", "direct:in", "noErrorHandler: {}", steps);
    }

    /** A route from an endpoint without an error handler. */
    protected static String route(String id, String from, String errorHandler, String... steps) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("- route:\n    id: ").append(id).append("\n    errorHandler:\n      ").append(errorHandler)
                .append("\n    from:\n      uri: \"").append(from).append("\"\n      steps:\n");
        for (String step : steps) {
            yaml.append(step.indent(8));
        }
        return yaml.toString();
    }

    /** A source that sends to {@code direct:in}. */
    protected ProbeSource source() {
        return new ProbeSource(context, "direct:in");
    }

    /** Waits for a condition with the kit's patience. */
    protected static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10));
    }

    /** A batch of events with the bodies {@code from}, {@code from + 1}, … up to {@code to}, exclusive. */
    protected static EventBatch numbers(int from, int to) {
        return EventBatch.of(IntStream.range(from, to).mapToObj(i -> Event.of(String.valueOf(i))).toList());
    }

    /** The texts of {@link #numbers}. */
    protected static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    /** The bodies of events as texts. */
    protected static List<String> texts(Iterable<Event> events) {
        List<String> texts = new ArrayList<>();
        events.forEach(event -> texts.add(event.bodyAsString(StandardCharsets.UTF_8)));
        return texts;
    }
}
