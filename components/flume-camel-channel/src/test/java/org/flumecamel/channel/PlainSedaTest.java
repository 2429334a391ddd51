/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import java.util.List;

import org.apache.camel.component.seda.SedaEndpoint;
import org.flumecamel.testkit.FlumeTestSupport;
import org.flumecamel.testkit.ProbeSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A memory channel is a seda queue, to whoever looks at it as one. */
class PlainSedaTest extends FlumeTestSupport {

    private static final String TO_PROBE = "- process:\n    ref: probe";

    @Test
    void aPlainConsumerTakesBatchesAndSettlesThem() throws Exception {
        probe.block();
        routes(sourceRoute("- to: flume-channel:seda:c1?capacity=10&keepAlive=0"),
                route("plain", "seda:c1", "noErrorHandler: {}", TO_PROBE));
        ProbeSource.Sent sent = source().send(numbers(0, 10));
        await().until(() -> probe.attempts() == 1);
        assertThat(sent.settled()).isNotDone();
        assertThat(source().send(numbers(10, 20)).failure()).as("what is in work counts").isNotNull();
        probe.unblock();
        await().until(sent::isDelivered);
        ProbeSource.Sent next = source().send(numbers(10, 20));
        await().until(next::isDelivered);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 20));
    }

    @Test
    void aFailureOfAPlainConsumerFailsTheAcknowledgement() throws Exception {
        probe.failNext(1);
        routes(sourceRoute("- to: flume-channel:seda:c1"), route("plain", "seda:c1", "noErrorHandler: {}", TO_PROBE));
        ProbeSource.Sent sent = source().send(numbers(0, 10));
        await().until(sent::isFailed);
    }

    @Test
    void aSpoolerTakesWhatAPlainProducerPuts() throws Exception {
        routes(route("plain", "direct:plain", "noErrorHandler: {}", "- to: seda:c1"),
                route("sink", "flume-spooler:seda:c1", "noErrorHandler: {}", TO_PROBE));
        template.sendBodyAndHeader("direct:plain", "text", "colour", "red");
        await().until(() -> probe.count() == 1);
        assertThat(texts(probe.events())).containsExactly("text");
        assertThat(probe.events().get(0).headers()).containsEntry("colour", "red");
    }

    @Test
    void aMessageThatIsNoEventDoesNotStopTheSpooler() throws Exception {
        routes(route("plain", "direct:plain", "noErrorHandler: {}", "- to: seda:c1"),
                route("sink", "flume-spooler:seda:c1", "noErrorHandler: {}", TO_PROBE));
        template.sendBody("direct:plain", Thread.currentThread());
        template.sendBody("direct:plain", "text");
        await().until(() -> probe.count() == 1);
        assertThat(texts(probe.events())).containsExactly("text");
    }

    @Test
    void aMessageWithoutEventsDoesNotStopTheSpooler() throws Exception {
        probe.block();
        routes(route("plain", "direct:plain", "noErrorHandler: {}", "- to: seda:c1"),
                route("sink", "flume-spooler:seda:c1", "noErrorHandler: {}", TO_PROBE));
        template.sendBody("direct:plain", "one");
        await().until(() -> probe.attempts() == 1);
        template.sendBody("direct:plain", "two");
        template.sendBody("direct:plain", List.of());
        template.sendBody("direct:plain", "three");
        probe.unblock();
        await().until(() -> probe.count() == 3);
        assertThat(texts(probe.events())).containsExactly("one", "two", "three");
    }

    @Test
    void theQueueCanBeBrowsed() throws Exception {
        routes(sourceRoute("- to: flume-channel:seda:c1"));
        source().send(numbers(0, 10));
        SedaEndpoint seda = context.getEndpoint("seda:c1", SedaEndpoint.class);
        assertThat(seda.getExchanges()).singleElement()
                .satisfies(exchange -> assertThat(exchange.getMessage().getBody(String.class)).startsWith("0\n1\n2\n"));
    }

    @Test
    void aQueueThatAPlainEndpointHasMadeKeepsItsOwnSize() throws Exception {
        routes(route("plain", "seda:c1?size=2", "noErrorHandler: {}", TO_PROBE));
        probe.block();
        routes(sourceRoute("- to: flume-channel:seda:c1?keepAlive=0"));
        source().send(numbers(0, 1));
        await().until(() -> probe.attempts() == 1);
        assertThat(source().send(numbers(1, 2)).failure()).isNull();
        assertThat(source().send(numbers(2, 3)).failure()).isNull();
        assertThat(source().send(numbers(3, 4)).failure()).isInstanceOf(ChannelFullException.class);
        probe.unblock();
        await().until(() -> probe.count() == 3);
    }
}
