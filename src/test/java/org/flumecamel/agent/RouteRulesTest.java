/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who hears of a failure: the source, unless its route has asked for error handling. */
class RouteRulesTest {

    @TempDir
    Path home;
    private CamelRuntime runtime;
    private final FailsTwice failsTwice = new FailsTwice();

    @AfterEach
    void stop() {
        if (runtime != null) {
            runtime.stop();
        }
    }

    @Test
    void aRouteThatNamesNothingHasNoErrorHandler() throws Exception {
        ModelCamelContext context = run(route("plain", ""));

        assertThat(context.getRouteDefinition("plain").getErrorHandlerFactory()).isInstanceOf(NoErrorHandlerDefinition.class);
        assertThatThrownBy(() -> send("plain")).isInstanceOf(CamelExecutionException.class);
        assertThat(failsTwice.calls).hasValue(1);
    }

    @Test
    void theRetryConfigurationIsThereAndWins() throws Exception {
        start("    routeConfigurationId: flume-retry");

        send("sink");

        assertThat(failsTwice.calls).hasValue(3);
    }

    @Test
    void anErrorHandlerOfTheRouteWins() throws Exception {
        start("    errorHandler:", "      defaultErrorHandler:", "        redeliveryPolicy:",
                "          maximumRedeliveries: 1", "          redeliveryDelay: 1");

        assertThatThrownBy(() -> send("sink")).isInstanceOf(CamelExecutionException.class);
        assertThat(failsTwice.calls).hasValue(2);
    }

    @Test
    void anOnExceptionOfTheFileWorks() throws Exception {
        start(List.of("- onException:", "    exception: [java.lang.Exception]", "    redeliveryPolicy:",
                "      maximumRedeliveries: 5", "      redeliveryDelay: 1"), List.of());

        send("sink");

        assertThat(failsTwice.calls).hasValue(3);
    }

    private void start(String... configuration) throws Exception {
        start(List.of(), List.of(configuration));
    }

    private void start(List<String> before, List<String> configuration) throws Exception {
        List<String> lines = new ArrayList<>(before);
        lines.add(route("sink", String.join("\n", configuration)));
        run(String.join("\n", lines));
    }

    private ModelCamelContext run(String yaml) throws Exception {
        Path file = Files.writeString(home.resolve("a.yaml"), yaml);
        runtime = new CamelRuntime(home, new RouteFiles(List.of(file)), RouteRulesTest.class.getClassLoader());
        runtime.addInitialProperty("flume.retry.redeliveryDelay", "1");
        runtime.bind("failsTwice", failsTwice);
        runtime.start();
        return (ModelCamelContext) runtime.getCamelContext();
    }

    private void send(String route) {
        runtime.getCamelContext().createProducerTemplate().sendBody("direct:" + route, "x");
    }

    private static String route(String id, String configuration) {
        return String.join("\n", "- route:", "    id: " + id, configuration, "    from:", "      uri: direct:" + id,
                "      steps:", "        - process:", "            ref: failsTwice", "").replace("\n\n", "\n");
    }

    private static final class FailsTwice implements Processor {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void process(Exchange exchange) {
            if (calls.incrementAndGet() <= 2) {
                throw new IllegalStateException("not yet");
            }
        }
    }
}
