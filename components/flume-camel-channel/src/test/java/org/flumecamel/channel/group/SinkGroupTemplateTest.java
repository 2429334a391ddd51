/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.flumecamel.core.EventBatch;
import org.flumecamel.testkit.FlumeTestSupport;
import org.flumecamel.testkit.ProbeSink;
import org.flumecamel.testkit.ProbeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The templates as they are shipped, under the retry configuration as it is shipped, used as a user does. */
class SinkGroupTemplateTest extends FlumeTestSupport {

    private final ProbeSink first = new ProbeSink();
    private final ProbeSink second = new ProbeSink();

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Properties properties = new Properties();
        properties.setProperty("flume.retry.redeliveryDelay", "5");
        properties.setProperty("flume.retry.maximumRedeliveryDelay", "5");
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("first", first);
        registry.bind("second", second);
    }

    @BeforeEach
    void load() throws Exception {
        for (String file : List.of("camel/flume-retry.yaml", "camel-template/flume-sink-groups.yaml")) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("classpath:" + file));
        }
        routes(sourceRoute("- to: flume-channel:seda:c1"),
                route("k1", "direct:k1", "noErrorHandler: {}", "- process:\n    ref: first"),
                route("k2", "direct:k2", "noErrorHandler: {}", "- process:\n    ref: second"), """
                        - route:
                            id: sink
                            routeConfigurationId: flume-retry
                            from:
                              uri: flume-spooler:seda:c1
                              parameters:
                                batchSize: 10
                              steps:
                                - to:
                                    uri: direct:archive
                        """);
    }

    private void template(String id, String... parameters) throws Exception {
        StringBuilder yaml = new StringBuilder("- templatedRoute:\n    routeTemplateRef: " + id
                                               + "\n    routeId: archive\n    parameters:\n");
        for (int i = 0; i < parameters.length; i += 2) {
            yaml.append("      - name: ").append(parameters[i]).append("\n        value: \"").append(parameters[i + 1])
                    .append("\"\n");
        }
        routes(yaml.toString());
    }

    private List<ProbeSource.Sent> send(int batches) throws Exception {
        List<ProbeSource.Sent> sent = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            sent.add(source().send(numbers(i * 10, i * 10 + 10)));
        }
        return sent;
    }

    private static void delivered(List<ProbeSource.Sent> sent) {
        await().until(() -> sent.stream().allMatch(ProbeSource.Sent::isDelivered));
    }

    @Test
    void failoverGoesToTheFirstSinkThatWorks() throws Exception {
        template("flume-failover", "name", "archive", "sinks", "direct:k1 direct:k2");
        delivered(send(3));
        assertThat(texts(first.events())).isEqualTo(texts(0, 30));
        first.failNext(Integer.MAX_VALUE);
        delivered(send(3));
        assertThat(texts(second.events())).isEqualTo(texts(0, 30));
        assertThat(first.attempts()).as("then it is left alone").isEqualTo(4);
    }

    @Test
    void fiftyFailuresOfAllLoseNothingAndKeepTheOrder() throws Exception {
        template("flume-failover", "name", "archive", "sinks", "direct:k1, direct:k2", "maxpenalty", "0");
        first.failNext(Integer.MAX_VALUE);
        second.failNext(50);
        List<ProbeSource.Sent> sent = send(20);
        delivered(sent);
        assertThat(texts(second.events())).isEqualTo(texts(0, 200));
        assertThat(first.events()).isEmpty();
        assertThat(first.attempts()).isEqualTo(70);
    }

    @Test
    void allDownThenOneUp() throws Exception {
        template("flume-failover", "name", "archive", "sinks", "direct:k1 direct:k2");
        first.failNext(Integer.MAX_VALUE);
        second.failNext(Integer.MAX_VALUE);
        List<ProbeSource.Sent> sent = send(5);
        await().until(() -> second.attempts() > 5);
        assertThat(sent).noneMatch(one -> one.settled().isDone());
        second.failNext(0);
        delivered(sent);
        assertThat(texts(second.events())).isEqualTo(texts(0, 50));
    }

    @Test
    void loadBalanceTakesTurns() throws Exception {
        template("flume-load-balance", "name", "archive", "sinks", "direct:k1 direct:k2");
        delivered(send(10));
        assertThat(first.count() + second.count()).isEqualTo(100);
        assertThat(first.batches().size() - second.batches().size()).isBetween(0, 1);
        assertThat(first.batches()).isNotEmpty();
    }

    @Test
    void loadBalanceHasItsSettings() throws Exception {
        context.getRegistry().bind("always2", (SinkOrder) names -> List.of("k2"));
        template("flume-load-balance", "name", "archive", "sinks", "direct:k1 direct:k2", "selector", "always2",
                "backoff", "true", "maxTimeOut", "1");
        second.failNext(5);
        delivered(send(3));
        assertThat(first.attempts()).isZero();
        assertThat(texts(second.events())).isEqualTo(texts(0, 30));
    }

    @Test
    void twoGroupsOfOneTemplateHavePoliciesOfTheirOwn() throws Exception {
        template("flume-failover", "name", "archive", "sinks", "direct:k1 direct:k2");
        routes("""
                - templatedRoute:
                    routeTemplateRef: flume-failover
                    routeId: other
                    parameters:
                      - name: name
                        value: other
                      - name: sinks
                        value: direct:k2
                """);
        template.sendBody("direct:other", numbers(0, 5));
        assertThat(second.count()).isEqualTo(5);
        assertThat(first.count()).isZero();
    }

    @Test
    void aStopLeavesNothingBehindThatASinkTakes() throws Exception {
        context.getShutdownStrategy().setTimeout(20);
        template("flume-failover", "name", "archive", "sinks", "direct:k1 direct:k2");
        first.failNext(Integer.MAX_VALUE);
        second.block();
        List<ProbeSource.Sent> sent = send(20);
        await().until(() -> second.attempts() == 1);
        Thread unblock = new Thread(() -> {
            await().until(() -> context.isStopping());
            second.unblock();
        });
        unblock.start();
        context.stop();
        unblock.join(TimeUnit.SECONDS.toMillis(PATIENCE.toSeconds()));
        assertThat(sent).allMatch(ProbeSource.Sent::isDelivered);
        assertThat(second.batches().stream().mapToInt(EventBatch::size).sum()).isEqualTo(200);
    }
}
