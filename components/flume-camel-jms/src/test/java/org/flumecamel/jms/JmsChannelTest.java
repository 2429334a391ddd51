/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.flumecamel.channel.Backlog;
import org.flumecamel.channel.Channel;
import org.flumecamel.channel.ChannelFullException;
import org.flumecamel.channel.ChannelOptions;
import org.flumecamel.channel.Channels;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JmsChannelTest extends JmsTestSupport {

    private Channel channel() {
        return Channels.of(context).get("jms:queue:" + queue);
    }

    private void put(EventBatch batch) throws Exception {
        put(channel(), batch);
    }

    private void put(Channel channel, EventBatch batch) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(batch);
        channel.put(exchange, 1500);
    }

    @Test
    void worksUnderAnyNameOfItsComponent() throws Exception {
        context.getRegistry().bind("amq", JmsComponent.jmsComponent(broker.factory()));
        routes(sourceRoute("- to: \"flume-channel:amq:" + queue + "\""), sink(""));
        source().send(numbers(0, 3));
        await().until(() -> probe.count() == 3);
    }

    @Test
    void refusesWhatIsNoQueue() {
        assertThatThrownBy(() -> routes(sourceRoute("- to: \"flume-channel:jms:topic:t1\"")))
                .hasStackTraceContaining("A channel must be a queue").hasStackTraceContaining("not a topic");
        assertThatThrownBy(() -> routes(sourceRoute("- to: \"flume-channel:mock:x\"")))
                .hasStackTraceContaining("such as seda:c1 or jms:queue:c1, not mock:x");
        assertThatThrownBy(() -> routes(sourceRoute("- to: \"flume-channel:nosuch:x\"")))
                .isInstanceOf(FailedToCreateRouteException.class).hasStackTraceContaining("nosuch");
        assertThatThrownBy(() -> routes(sourceTo("?compression=gzip"))).hasStackTraceContaining("none, lz4, zstd, not gzip");
    }

    @Test
    void commitsPutsOfSeveralThreadsEachWhenItReturns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Void>> done = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int first = thread * 1000;
            done.add(threads.submit((Callable<Void>) () -> {
                for (int i = 0; i < 50; i++) {
                    put(numbers(first + i, first + i + 1));
                }
                return null;
            }));
        }
        for (Future<Void> one : done) {
            one.get();
        }
        threads.shutdown();
        List<String> texts = new ArrayList<>();
        for (jakarta.jms.Message message : browse()) {
            texts.addAll(texts(Envelope.decode(message.getBody(byte[].class)).batch()));
        }
        List<String> expected = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int first = thread * 1000;
            assertThat(texts.stream().filter(text -> Integer.parseInt(text) / 1000 == first / 1000)).as("order of a thread")
                    .isEqualTo(texts(first, first + 50));
            expected.addAll(texts(first, first + 50));
        }
        assertThat(texts).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void carriesABatchLargerThanAJournalRecord() throws Exception {
        EventBatch large = EventBatch.of(Event.of(new byte[12 << 20]), Event.of(new byte[3]));
        put(large);
        routes(sink(""));
        await().until(() -> probe.count() == 2);
        assertThat(probe.events().get(0).body()).isEqualTo(new byte[12 << 20]);
        await().until(() -> browse().isEmpty());
    }

    @Test
    void isFullWhenTheBrokerRefuses() throws Exception {
        broker.broker().getActiveMQServer().getAddressSettingsRepository().addMatch("fail-" + queue,
                new AddressSettings().setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL).setMaxSizeBytes(20_000));
        fillUntilRefused("fail-" + queue);
    }

    @Test
    void isFullWhenTheBrokerHoldsUpASend() throws Exception {
        broker.broker().getActiveMQServer().getAddressSettingsRepository().addMatch("block-" + queue,
                new AddressSettings().setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK).setMaxSizeBytes(20_000));
        fillUntilRefused("block-" + queue);
    }

    private void fillUntilRefused(String name) throws Exception {
        Channel channel = Channels.of(context).get("jms:queue:" + name);
        int put = 0;
        Exception refused = null;
        long began = System.nanoTime();
        while (refused == null && put < 200) {
            try {
                put(channel, EventBatch.of(Event.of(new byte[2000])));
                put++;
            } catch (Exception e) {
                refused = e;
            }
        }
        assertThat(refused).isInstanceOf(ChannelFullException.class).hasMessageContaining(name);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        int accepted = put;
        routes(route("sink", "flume-spooler:jms:queue:" + name, "noErrorHandler: {}", TO_PROBE));
        await().until(() -> probe.count() == accepted);
        // an event is with the sink a moment before its room is free
        await().ignoreExceptionsInstanceOf(ChannelFullException.class).until(() -> {
            put(channel, EventBatch.of(Event.of("after")));
            return true;
        });
        await().until(() -> probe.count() == accepted + 1);
        assertThat(channel.counter().getChannelSize()).isLessThanOrEqualTo(1);
    }

    @Test
    void holdsAByteCapacity() throws Exception {
        channel().configure(new ChannelOptions(0, 5000, null));
        put(EventBatch.of(Event.of(new byte[3000])));
        assertThatThrownBy(() -> put(EventBatch.of(Event.of(new byte[3000])))).isInstanceOf(ChannelFullException.class)
                .hasMessageContaining("byteCapacity 5000");
    }

    @Test
    void tellsItsBacklogAlsoInAnotherProcess(@TempDir Path unused) throws Exception {
        for (int i = 0; i < 300; i++) {
            put(numbers(i * 10, i * 10 + 10));
        }
        assertThat(channel().backlog().events()).isEqualTo(3000);
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            other.addComponent("jms", JmsComponent.jmsComponent(broker.factory()));
            other.start();
            Channel same = Channels.of(other).get("jms:queue:" + queue);
            Backlog backlog = same.backlog();
            assertThat(backlog.events()).as("estimated of the number of messages").isEqualTo(3000);
            assertThat(backlog.bytes()).isBetween(20_000L, 40_000L);
            routes(sink(""));
            await().until(() -> probe.count() == 3000);
            await().until(() -> same.backlog().events() == 0 && channel().backlog().events() == 0);
            put(numbers(0, 5));
            await().until(() -> channel().counter().getChannelSize() == 0);
        }
    }

    @Test
    void knowsHowOldItsFirstMessageIs() throws Exception {
        assertThat(channel().backlog()).isEqualTo(new Backlog(0, 0, 0, 0, 0));
        put(numbers(0, 5));
        await().until(() -> channel().backlog().oldestMillis() > 300);
    }

    @Test
    void doesNotPretendToKnowWhatABrokerDoesNotTell() throws Exception {
        put(numbers(0, 5));
        broker.stop();
        try {
            await().until(() -> channel().backlog().events() == -1);
        } finally {
            broker.start();
        }
        await().until(() -> channel().backlog().events() == 5);
    }
}
