/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.counter;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountersTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final CamelContext one = context("one");
    private final CamelContext two = context("two");

    private static CamelContext context(String name) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getCamelContextExtension().setName(name);
        return context;
    }

    @BeforeEach
    void start() {
        one.start();
        two.start();
    }

    @AfterEach
    void stop() {
        one.stop();
        two.stop();
    }

    private List<String> attributes(String name) throws Exception {
        return Arrays.stream(server.getMBeanInfo(new ObjectName(name)).getAttributes()).map(a -> a.getName()).toList();
    }

    private Object value(String name, String attribute) throws Exception {
        return server.getAttribute(new ObjectName(name), attribute);
    }

    @Test
    void attributesHaveTheNamesOfFlume() throws Exception {
        Counters counters = Counters.of(one);
        counters.source("r1");
        counters.channel("c1");
        counters.sink("k1");

        assertThat(attributes("org.apache.flume.source:type=r1")).containsExactlyInAnyOrder("Type", "StartTime", "StopTime",
                "EventReceivedCount", "EventAcceptedCount", "AppendReceivedCount", "AppendAcceptedCount",
                "AppendBatchReceivedCount", "AppendBatchAcceptedCount", "OpenConnectionCount", "EventReadFail",
                "ChannelWriteFail", "GenericProcessingFail");
        assertThat(attributes("org.apache.flume.channel:type=c1")).containsExactlyInAnyOrder("Type", "StartTime", "StopTime",
                "ChannelSize", "ChannelCapacity", "ChannelFillPercentage", "EventPutAttemptCount", "EventPutSuccessCount",
                "EventTakeAttemptCount", "EventTakeSuccessCount", "EventDuplicateCount");
        assertThat(attributes("org.apache.flume.sink:type=k1")).containsExactlyInAnyOrder("Type", "StartTime", "StopTime",
                "ConnectionCreatedCount", "ConnectionClosedCount", "ConnectionFailedCount", "BatchEmptyCount",
                "BatchUnderflowCount", "BatchCompleteCount", "EventDrainAttemptCount", "EventDrainSuccessCount",
                "EventWriteFail", "ChannelReadFail");
    }

    @Test
    void valuesAreThoseCounted() throws Exception {
        SourceCounter source = Counters.of(one).source("r1");
        source.eventReceived(3);
        source.eventReceived(4);
        source.connectionOpened();
        ChannelCounter channel = Counters.of(one).channel("c1");
        assertThat(value("org.apache.flume.channel:type=c1", "ChannelFillPercentage")).isEqualTo(Double.MAX_VALUE);
        channel.gauges(() -> 25, 200);

        assertThat(value("org.apache.flume.source:type=r1", "EventReceivedCount")).isEqualTo(7L);
        assertThat(value("org.apache.flume.source:type=r1", "OpenConnectionCount")).isEqualTo(1L);
        assertThat(value("org.apache.flume.source:type=r1", "Type")).isEqualTo("SOURCE");
        assertThat(value("org.apache.flume.channel:type=c1", "ChannelSize")).isEqualTo(25L);
        assertThat(value("org.apache.flume.channel:type=c1", "ChannelFillPercentage")).isEqualTo(12.5);
        assertThat(server.setAttributes(new ObjectName("org.apache.flume.source:type=r1"), new javax.management.AttributeList(
                List.of(new Attribute("EventReceivedCount", 0L))))).isEmpty();
    }

    @Test
    void twoContextsInOneMachineDoNotMix() throws Exception {
        Counters.of(one).source("r1").eventReceived(1);
        Counters.of(two).source("r1").eventReceived(2);

        assertThat(value("org.apache.flume.source:type=r1", "EventReceivedCount")).isEqualTo(1L);
        assertThat(value("org.apache.flume.source:type=r1,context=two", "EventReceivedCount")).isEqualTo(2L);

        one.stop();
        assertThat(server.isRegistered(new ObjectName("org.apache.flume.source:type=r1"))).isFalse();
        assertThat(value("org.apache.flume.source:type=r1,context=two", "EventReceivedCount")).isEqualTo(2L);
    }

    @Test
    void countersAreSharedByNameAndThereAgainAfterARestart() throws Exception {
        assertThat(Counters.of(one).sink("k1")).isSameAs(Counters.of(one).sink("k1"));
        one.stop();
        one.start();
        Counters.of(one).sink("k1").eventDrainSuccess(5);
        assertThat(value("org.apache.flume.sink:type=k1", "EventDrainSuccessCount")).isEqualTo(5L);
    }

    @Test
    void aNameWithCharactersOfAnObjectNameIsQuoted() throws Exception {
        Counters.of(one).source("a:b,c=d*?\"").eventReceived(1);
        assertThat(value("org.apache.flume.source:type=" + ObjectName.quote("a:b,c=d*?\""), "EventReceivedCount"))
                .isEqualTo(1L);
    }
}
