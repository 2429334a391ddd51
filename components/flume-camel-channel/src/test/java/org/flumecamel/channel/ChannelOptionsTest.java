/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.UnknownOptionException;
import org.flumecamel.testkit.FlumeTestSupport;
import org.flumecamel.testkit.ProbeSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChannelOptionsTest extends FlumeTestSupport {

    @Test
    void byteCapacityBoundsTheMemoryOfAChannel() throws Exception {
        routes(sourceRoute("- to: flume-channel:seda:c1?byteCapacity=5000&keepAlive=0"));
        EventBatch batch = EventBatch.of(Event.of(new byte[1000]));
        int accepted = 0;
        while (source().send(batch).failure() == null) {
            accepted++;
        }
        assertThat(accepted).isEqualTo((int) (5000 / batch.footprint())).isPositive();
    }

    @Test
    void allMemoryChannelsShareAPartOfTheHeap() throws Exception {
        context.getComponent("flume-channel", ChannelComponent.class).setHeapShare(1);
        routes(sourceRoute("- to: flume-channel:seda:c1?keepAlive=0&capacity=100000000"),
                route("other", "direct:other", "noErrorHandler: {}", "- to: flume-channel:seda:c2?keepAlive=0"));
        EventBatch batch = EventBatch.of(Event.of(new byte[1 << 20]));
        long accepted = 0;
        ProbeSource.Sent sent = source().send(batch);
        while (sent.failure() == null) {
            accepted++;
            sent = source().send(batch);
        }
        assertThat(accepted).isBetween(1L, Runtime.getRuntime().maxMemory() / 100 / batch.bytes() + 1);
        ProbeSource other = new ProbeSource(context, "direct:other");
        assertThat(other.send(batch).failure()).as("an empty channel always takes one batch").isNull();
        assertThat(other.send(batch).failure()).isInstanceOf(ChannelFullException.class)
                .hasMessageContaining("memory channels share");
    }

    @Test
    void twoEndpointsMayNotNameTwoCapacities() {
        assertThatThrownBy(() -> routes(sourceRoute("- to: flume-channel:seda:c1?capacity=10",
                "- to: flume-channel:seda:c1?capacity=20")))
                .hasStackTraceContaining("Channel c1 is given two values of capacity: 10 and 20");
    }

    @Test
    void onlyQueuesOfSedaEndpointsAreChannels() {
        assertThatThrownBy(() -> routes(sourceRoute("- to: flume-channel:kafka:c1")))
                .hasStackTraceContaining("A channel is the queue of a seda or jms endpoint,"
                                                   + " such as seda:c1 or jms:queue:c1, not kafka:c1");
    }

    @Test
    void unknownOptionsAreNamed() {
        assertThatThrownBy(() -> routes(sourceRoute("- to: flume-channel:seda:c1?capasity=10")))
                .hasRootCauseInstanceOf(UnknownOptionException.class)
                .hasStackTraceContaining("flume-channel has no option capasity");
    }

    @Test
    void optionsOfASpoolerMustBeSane() {
        assertThatThrownBy(() -> routes(route("sink", "flume-spooler:seda:c1?batchSize=0", "noErrorHandler: {}",
                "- to: mock:sink"))).hasStackTraceContaining("batchSize").hasStackTraceContaining("above 0");
    }

    @Test
    void endpointsAreUsedOnTheirSideOnly() {
        assertThatThrownBy(() -> routes(sourceRoute("- to: flume-spooler:seda:c1")))
                .hasStackTraceContaining("write with flume-channel:seda:c1");
        assertThatThrownBy(() -> routes(route("sink", "flume-channel:seda:c1", "noErrorHandler: {}", "- to: mock:x")))
                .hasStackTraceContaining("read it with flume-spooler:seda:c1");
    }
}
