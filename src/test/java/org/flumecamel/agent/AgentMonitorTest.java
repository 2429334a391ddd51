/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The monitor as a part of the agent. */
class AgentMonitorTest {

    @TempDir
    Path home;
    private TestAgent agent;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        agent = new TestAgent(home);
        file = agent.file("a.yaml", "- route:", "    id: in", "    from:", "      uri: timer:t", "      parameters:",
                "        period: 100", "        delay: 0", "        repeatCount: 20", "      steps:",
                "        - setBody:", "            constant: hello", "        - to:",
                "            uri: flume-channel:seda:c1",
                "- route:", "    id: out", "    from:", "      uri: flume-spooler:seda:c1", "      steps:", "        - to:",
                "            uri: log:out");
    }

    @AfterEach
    void stop() {
        agent.close();
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.matches("flume\\.(monitor|health|broker)\\..*"))
                .forEach(System::clearProperty);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesFromBeforeTheFirstRouteUntilTheEnd() throws Exception {
        int port = freePort();
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(
                () -> agent.run(file, "--exit-when-idle=1", "-Dflume.monitor.port=" + port));
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                .until(() -> get(port, "/metrics.json").body().contains("\"EventTakeSuccessCount\":\"20\""));
        assertThat(get(port, "/metrics").body()).contains("flume_channel_events{channel=\"c1\",uri=\"seda:c1\"}");
        HttpResponse<String> health = get(port, "/health");
        assertThat(health.body()).contains("flume-sink:seda:c1");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(run.get()).isEqualTo(ExitCode.OK);
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void theBrokerOfTheAgentIsPartOfTheHealth() throws Exception {
        int port = freePort();
        Path durable = agent.file("b.yaml", "- route:", "    id: out", "    from:", "      uri: flume-spooler:jms:queue:c1",
                "      steps:", "        - to:", "            uri: log:out");
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> agent.run(durable, "--exit-when-idle=3",
                "-Dflume.monitor.port=" + port, "-Dflume.broker.dataDirectory=" + home.resolve("broker")));
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> get(port, "/health").body().contains(
                "{\"name\":\"flume-broker\",\"status\":\"UP\",\"message\":\"The embedded broker takes puts\"}"));
        assertThat(run.get()).as(agent.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void isOffUnlessItHasAPort() {
        assertThat(agent.run(file, "--exit-when-idle=1")).isEqualTo(ExitCode.OK);
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("flume-monitor") || name.contains("FlumeChannelWatch"));
    }

    @Test
    void aPortInUseStopsTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = agent.run(file, "-Dflume.monitor.port=" + taken.getLocalPort());
            assertThat(agent.err()).startsWith("flume-camel: The monitor cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("flume.monitor.port").hasLineCount(1);
            assertThat(code).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void aSettingThatIsNotKnownStopsTheStart() throws IOException {
        agent.file("config/application.properties", "flume.monitor.prot = 1234");
        int code = agent.run(file);
        assertThat(agent.err()).isEqualTo("flume-camel: there is no setting flume.monitor.prot; did you mean"
                                          + " flume.monitor.port?" + System.lineSeparator());
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void aValueThatMakesNoSenseStopsTheStart() {
        int code = agent.run(file, "-Dflume.health.maxFill=120");
        assertThat(agent.err()).isEqualTo("flume-camel: flume.health.maxFill must be between 1 and 100, not 120"
                                          + System.lineSeparator());
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void aPasswordIsNeverPrinted() {
        int code = agent.run(file, "-Dflume.monitor.port=0", "-Dflume.monitor.password=top-secret");
        assertThat(agent.err()).contains("flume.monitor.user and flume.monitor.password need each other")
                .doesNotContain("top-secret");
        assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    }
}
