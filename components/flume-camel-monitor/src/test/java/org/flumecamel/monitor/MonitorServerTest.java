/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.monitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.flumecamel.channel.Channels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the monitor serves. */
class MonitorServerTest extends MonitorTestSupport {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{[^}]*})? (\\S+)");

    /** The samples of a page in Prometheus' text format; fails if it is none. */
    private static Map<String, Double> samples(String page) {
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line : page.split("\n")) {
            if (!line.startsWith("#")) {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(samples.put(line.substring(0, sample.start(3) - 1), Double.valueOf(sample.group(3)))).as(line)
                        .isNull();
            }
        }
        return samples;
    }

    private static JsonObject json(String text) throws Exception {
        return (JsonObject) Jsoner.deserialize(text);
    }

    @Test
    void metricsForPrometheus() throws Exception {
        flow();
        serve();
        probe.block();
        source().send(numbers(0, 30));
        await().untilAsserted(() -> {
            HttpResponse<String> page = get("/metrics");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(samples(page.body())).containsEntry("flume_channel_events{channel=\"c1\",uri=\"seda:c1\"}", 30.0)
                    .containsEntry("flume_channel_event_limit{channel=\"c1\",uri=\"seda:c1\"}", 100.0)
                    .containsEntry("flume_channel_fill_ratio{channel=\"c1\",uri=\"seda:c1\"}", 0.3)
                    .containsEntry("flume_channel_usable{channel=\"c1\",uri=\"seda:c1\"}", 1.0)
                    .containsEntry("flume_channel_event_put_success_total{channel=\"c1\"}", 30.0)
                    .containsEntry("flume_channel_event_take_success_total{channel=\"c1\"}", 0.0)
                    .containsKey("flume_channel_start_time_seconds{channel=\"c1\"}")
                    .containsKey("process_uptime_seconds")
                    .containsKey("jvm_threads_live_threads");
        });
        probe.unblock();
        await().untilAsserted(() -> assertThat(samples(get("/metrics").body()))
                .containsEntry("flume_channel_event_take_success_total{channel=\"c1\"}", 30.0)
                .containsEntry("flume_channel_events{channel=\"c1\",uri=\"seda:c1\"}", 0.0));
    }

    @Test
    void channelsThatComeLaterAreThereToo() throws Exception {
        serve();
        assertThat(samples(get("/metrics").body())).doesNotContainKey("flume_channel_events{channel=\"c1\",uri=\"seda:c1\"}");
        flow();
        assertThat(samples(get("/metrics").body())).containsKey("flume_channel_events{channel=\"c1\",uri=\"seda:c1\"}");
    }

    @Test
    void metricsAsOpenMetrics() throws Exception {
        flow();
        serve();
        HttpResponse<String> page = get("/metrics", "Accept",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(page.body()).endsWith("# EOF\n");
    }

    @Test
    void metricsInFlumesShape() throws Exception {
        flow();
        serve();
        source().send(numbers(0, 10));
        await().until(() -> probe.count() == 10);
        HttpResponse<String> page = get("/metrics.json");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        JsonObject channel = json(page.body()).getMap("CHANNEL.c1");
        assertThat(channel.keySet()).contains("Type", "StartTime", "StopTime", "ChannelSize",
                "ChannelCapacity", "ChannelFillPercentage", "EventPutAttemptCount", "EventPutSuccessCount",
                "EventTakeAttemptCount", "EventTakeSuccessCount");
        assertThat(channel.values()).allMatch(String.class::isInstance);
        assertThat(channel).containsEntry("Type", "CHANNEL").containsEntry("StopTime", "0")
                .containsEntry("ChannelCapacity", "100").containsEntry("ChannelSize", "0")
                .containsEntry("ChannelFillPercentage", "0.0")
                .containsEntry("EventPutSuccessCount", "10").containsEntry("EventTakeSuccessCount", "10");
        assertThat(get("/metrics", "Accept", "application/json").body()).contains("\"CHANNEL.c1\"");
    }

    @Test
    void healthIs503WhileSomethingIsDown() throws Exception {
        FakeChannel channel = (FakeChannel) Channels.of(context).get("fake:c1");
        serve();
        HttpResponse<String> up = get("/health");
        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(json(up.body())).containsEntry("status", "UP");
        channel.problem = "the broker \"b\" is\ndown";
        await().until(() -> get("/health").statusCode() == 503);
        JsonObject down = json(get("/health").body());
        assertThat(down).containsEntry("status", "DOWN");
        assertThat((JsonArray) down.get("checks")).filteredOn(check -> "DOWN".equals(((JsonObject) check).get("status")))
                .singleElement().satisfies(check -> {
                    assertThat(((JsonObject) check).get("name")).isEqualTo("flume-channel:fake:c1");
                    assertThat((String) ((JsonObject) check).get("message")).contains("the broker \"b\" is\ndown");
                });
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        channel.problem = null;
        await().until(() -> get("/health").statusCode() == 200);
    }

    @Test
    void saysThatItIsNotReadyBeforeItsContextIs() throws Exception {
        try (CamelContext other = new DefaultCamelContext()) {
            monitor.setPort(0);
            monitor.setCamelContext(other);
            monitor.start();
            assertThat(get("/health").statusCode()).isEqualTo(503);
            assertThat(get("/metrics").statusCode()).isEqualTo(503);
            assertThat(get("/metrics.json").statusCode()).isEqualTo(503);
            assertThat(get("/health/live").statusCode()).isEqualTo(200);
            other.start();
            assertThat(get("/health").statusCode()).isEqualTo(200);
            assertThat(get("/metrics").statusCode()).isEqualTo(200);
            other.stop();
            assertThat(get("/health").statusCode()).isEqualTo(503);
        } finally {
            monitor.stop();
        }
    }

    @Test
    void everythingElseIsRefused() throws Exception {
        serve();
        assertThat(get("/").body()).contains("/metrics", "/metrics.json", "/health", "/health/live");
        assertThat(get("/metrics/..%2f..%2fetc/passwd").statusCode()).isEqualTo(404);
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "TRACK"}) {
            HttpRequest request = request("/metrics").method(method, HttpRequest.BodyPublishers.ofString("x")).build();
            HttpResponse<String> refused = client().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
        HttpRequest head = request("/health").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
        HttpResponse<String> answer = client().send(head, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aPortInUseIsOneClearError() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            monitor.setPort(taken.getLocalPort());
            assertThatThrownBy(() -> context.addService(monitor)).rootCause().isInstanceOf(IOException.class)
                    .hasMessageStartingWith("The monitor cannot listen on 127.0.0.1:" + taken.getLocalPort() + " (")
                    .hasMessageContaining("flume.monitor.port");
        }
    }

    @Test
    void letsGoOfItsPortAtTheStop() throws Exception {
        serve();
        int port = monitor.boundPort();
        URI metrics = request("/metrics").build().uri();
        context.stop();
        assertThatThrownBy(() -> client().send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
}
