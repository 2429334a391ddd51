/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run says and what it ends with. */
class AgentRunTest {

    @TempDir
    Path home;
    private TestAgent agent;

    @BeforeEach
    void start() {
        agent = new TestAgent(home);
    }

    @AfterEach
    void stop() {
        agent.close();
        System.clearProperty("camel.main.shutdownTimeout");
        System.clearProperty("camel.main.durationMaxMessages");
        System.clearProperty("times");
    }

    @Test
    void saysWhatRunsAndEndsWhenIdle() throws IOException {
        Path file = agent.file("a.yaml", source("3"), sink("log:out"));

        int code = agent.run(file, "--exit-when-idle=1");

        assertThat(agent.out().lines()).satisfiesExactly(
                line -> assertThat(line).matches("flume-camel \\S+ runs 2 routes of " + file
                                                 + ", started in \\d+\\.\\d s; its log is " + home + "/log/flume-camel.log"),
                line -> assertThat(line).isEqualTo("Stopping: sources first, then the channels drain."),
                line -> assertThat(line).isEqualTo("3 events taken from channel c1"),
                line -> assertThat(line).matches("Stopped after \\d+ s\\."));
        assertThat(agent.err()).isEmpty();
        assertThat(code).isEqualTo(ExitCode.OK);
    }

    @Test
    void printsStatusLinesWhenAsked() throws IOException {
        Path file = agent.file("a.yaml", source("3"), sink("log:out"));

        agent.run(file, "--exit-when-idle=2", "--status=1");

        assertThat(agent.out()).containsPattern("in 0  queued 0  delivered 3 \\(\\d+/s\\)  retries 0");
    }

    @Test
    void placeholdersTakeOptionsBeforeTheConfiguration() throws IOException {
        agent.file("config/application.properties", "times = 7");
        Path file = agent.file("a.yaml", source("{{times}}"), sink("log:out"));

        agent.run(file, "--exit-when-idle=1", "-Dtimes=2");

        assertThat(agent.out()).contains("2 events taken from channel c1");
    }

    @Test
    void endsWithOneWhenEventsAreLost() throws IOException {
        Path file = agent.file("a.yaml", source("3"), sink("direct:stuck"),
                "- route:", "    id: stuck", "    from:", "      uri: direct:stuck", "      steps:",
                "        - throwException:", "            exceptionType: java.io.IOException", "            message: no");

        int code = agent.run(file, "-Dcamel.main.shutdownTimeout=1", "-Dcamel.main.durationMaxMessages=4");

        assertThat(agent.out()).contains("3 events LOST in channel c1: their source cannot read them again");
        assertThat(code).isEqualTo(ExitCode.LOST);
    }

    @Test
    void theConfigurationNamesTheRoutes() throws IOException {
        agent.file("config/application.properties", "camel.main.routesIncludePattern = file:{{flume.home}}/routes/*.yaml");
        agent.file("routes/a.yaml", source("3"));
        agent.file("routes/b.yaml", sink("log:out"));

        int code = agent.run(List.of(), "--exit-when-idle=1");

        assertThat(agent.out()).contains("runs 2 routes of").contains("3 events taken from channel c1");
        assertThat(code).isEqualTo(ExitCode.OK);
    }

    private static String source(String times) {
        return String.join("\n", "- route:", "    id: in", "    from:", "      uri: timer:t", "      parameters:",
                "        period: 10", "        delay: 0", "        repeatCount: \"" + times + "\"", "      steps:",
                "        - setBody:", "            constant: hello", "        - to:",
                "            uri: flume-channel:seda:c1");
    }

    private static String sink(String uri) {
        return String.join("\n", "- route:", "    id: out", "    from:", "      uri: flume-spooler:seda:c1", "      steps:",
                "        - to:", "            uri: " + uri);
    }
}
