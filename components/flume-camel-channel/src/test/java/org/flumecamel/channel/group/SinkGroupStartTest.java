/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import org.apache.camel.support.PluginHelper;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a wrong group says at the start. */
class SinkGroupStartTest extends FlumeTestSupport {

    private static String bean(String name, String type, String... properties) {
        StringBuilder yaml = new StringBuilder("- beans:\n    - name: " + name + "\n      type: org.flumecamel.channel.group."
                                               + type + "\n");
        if (properties.length > 0) {
            yaml.append("      properties:\n").append(String.join("\n", properties).indent(8));
        }
        return yaml.toString();
    }

    private static String failover(String... properties) {
        return bean("policy", "FailoverGroup", properties);
    }

    private static String loadBalance(String... properties) {
        return bean("policy", "LoadBalanceGroup", properties);
    }

    private static String named(String id, String errorHandler, String... uris) {
        StringBuilder step = new StringBuilder("- loadBalance:\n    customLoadBalancer:\n      ref: policy\n");
        if (uris.length > 0) {
            step.append("    steps:\n");
        }
        for (String uri : uris) {
            step.append("      - to:\n          uri: ").append(uri).append("\n");
        }
        return route(id, "direct:" + id, errorHandler, step.toString());
    }

    private static String group(String... uris) {
        return named("group", "noErrorHandler: {}", uris);
    }

    private Throwable start(String... yaml) {
        return catchThrowable(() -> routes(yaml));
    }

    @Test
    void aGroupWrittenOutInYamlStarts() throws Exception {
        routes(failover("maxpenalty: 500", "priority:\n  k1: 1\n  k2: 7"), group("mock:k1", "mock:k2"));
        getMockEndpoint("mock:k2").expectedMessageCount(1);
        template.sendBody("direct:group", numbers(0, 1));
        getMockEndpoint("mock:k2").assertIsSatisfied();
        FailoverGroup policy = context.getRegistry().lookupByNameAndType("policy", FailoverGroup.class);
        assertThat(policy.getMaxpenalty()).isEqualTo(500);
    }

    @Test
    void prioritiesMayBeWrittenAsInAFlumeConf() throws Exception {
        routes(failover("priority.k1: 1", "priority.k2: 7"), group("mock:k1", "mock:k2"));
        getMockEndpoint("mock:k2").expectedMessageCount(1);
        template.sendBody("direct:group", numbers(0, 1));
        getMockEndpoint("mock:k2").assertIsSatisfied();
    }

    @Test
    void aRouteMayStopAndStartAndBeReplaced() throws Exception {
        routes(failover(), group("mock:k1", "mock:k2"));
        context.getRouteController().stopRoute("group");
        context.getRouteController().startRoute("group");
        template.sendBody("direct:group", numbers(0, 1));
        context.getRouteController().stopRoute("group");
        assertThat(context.removeRoute("group")).isTrue();
        routes(named("other", "noErrorHandler: {}", "mock:k2"));
        getMockEndpoint("mock:k2").expectedMessageCount(1);
        template.sendBody("direct:other", numbers(0, 1));
        getMockEndpoint("mock:k2").assertIsSatisfied();
    }

    @Test
    void oneBeanForTwoGroups() throws Exception {
        routes(failover(), named("g1", "noErrorHandler: {}", "mock:k1"));
        assertThat(start(named("g2", "noErrorHandler: {}", "mock:k2"))).hasStackTraceContaining(
                "The FailoverGroup of a sink group of route g1 is used by another group, in route g2, too");
        getMockEndpoint("mock:k2").expectedMessageCount(0);
        getMockEndpoint("mock:k1").expectedMessageCount(1);
        template.sendBody("direct:g1", numbers(0, 1));
        getMockEndpoint("mock:k1").assertIsSatisfied();
        getMockEndpoint("mock:k2").assertIsSatisfied();
    }

    @Test
    void aGroupUnderAnErrorHandler() throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(
                PluginHelper.getResourceLoader(context).resolveResource("classpath:camel/flume-retry.yaml"));
        assertThat(start(failover(), named("group", "defaultErrorHandler: {}", "mock:k1")))
                .hasStackTraceContaining("Sink k1 of a sink group stands under an error handler")
                .hasStackTraceContaining("noErrorHandler: {}");
        assertThat(start(failover(), named("group", "noErrorHandler: {}", "mock:k1")
                .replace("errorHandler:\n      noErrorHandler: {}", "routeConfigurationId: flume-retry")))
                .hasStackTraceContaining("Sink k1 of a sink group stands under an error handler");
    }

    @Test
    void noSinks() {
        assertThat(start(failover(), group())).hasStackTraceContaining("Sink group group has no sinks");
    }

    @Test
    void twoSinksOfOneName() {
        assertThat(start(failover(), group("mock:k1", "stub:k1")))
                .hasStackTraceContaining("Sink group group has two sinks of the name k1");
    }

    @Test
    void aPriorityOfAnUnknownSink() {
        assertThat(start(failover("priority.k3: 1"), group("mock:k1", "mock:k2")))
                .hasStackTraceContaining("priority.k3: sink group group has no sink k3; its sinks are k1, k2");
    }

    @Test
    void twoSinksOfOnePriority() {
        assertThat(start(failover("priority.k1: 5", "priority.k2: 5"), group("mock:k1", "mock:k2")))
                .hasStackTraceContaining("Sinks k1 and k2 of group group have the same priority, 5");
    }

    @Test
    void limitsBelowZero() {
        assertThat(start(failover("maxpenalty: -1"), group("mock:k1"))).hasStackTraceContaining("maxpenalty of sink");
        assertThat(start(loadBalance("maxTimeOut: -1"), group("mock:k1"))).hasStackTraceContaining("maxTimeOut of sink");
    }

    @Test
    void anUnknownSelector() {
        assertThat(start(loadBalance("selector: rond_robin"), group("mock:k1"))).hasStackTraceContaining(
                "selector of sink group group must be round_robin, random or the name of a bean of type")
                .hasStackTraceContaining("SinkOrder, not rond_robin");
    }

    @Test
    void sinksThatAreNoUris() {
        assertThat(start(failover("sinks: k1"), group())).hasStackTraceContaining("sinks: k1 is not an endpoint URI");
    }

    @Test
    void aPriorityThatIsNoNumber() {
        assertThat(start(failover("priority.k1: high"), group("mock:k1")))
                .hasStackTraceContaining("priority.k1 of sink group group must be a whole number, not high");
    }

    @Test
    void oneBeanForTwoGroupsOfOneRoute() {
        String twice = group("mock:k1") + "        - loadBalance:\n            customLoadBalancer:\n              ref: policy\n"
                       + "            steps:\n              - to:\n                  uri: mock:k2\n";
        assertThat(start(failover(), twice)).hasStackTraceContaining("is used by another group, in route group, too");
    }
}
