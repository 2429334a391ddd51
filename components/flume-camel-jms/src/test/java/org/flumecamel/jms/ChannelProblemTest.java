/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.flumecamel.channel.Channel;
import org.flumecamel.channel.Channels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a durable channel says of itself while its broker is down. */
class ChannelProblemTest extends JmsTestSupport {

    /** As a session that was closed while a browser was made: no answer to whether there is more. */
    private static final Interceptor SILENCE =
            (packet, connection) -> packet.getType() != PacketImpl.SESS_FORCE_CONSUMER_DELIVERY;

    @Test
    void aBrokerThatIsDownIsAProblemUntilItIsBack() throws Exception {
        routes(sourceTo(""));
        source().send(numbers(0, 10));
        Channel channel = Channels.of(context).get("jms:queue:" + queue);
        assertThat(channel.backlog().events()).isEqualTo(10);
        assertThat(channel.problem()).isNull();

        broker.close();
        try {
            await().until(() -> channel.backlog().events() < 0);
            assertThat(channel.problem()).startsWith("its broker does not answer as it should: ");
        } finally {
            broker.start();
        }
        await().until(() -> channel.backlog().events() == 10);
        assertThat(channel.problem()).isNull();
    }

    @Test
    void aBrokerThatDoesNotShowItsQueueHoldsUpNothing() throws Exception {
        broker.broker().getActiveMQServer().getRemotingService().addIncomingInterceptor(SILENCE);
        try {
            routes(sourceTo(""));
            Channel channel = Channels.of(context).get("jms:queue:" + queue);
            await().until(() -> channel.backlog().events() < 0);
            assertThat(channel.problem()).startsWith("its broker does not answer as it should: it has not shown its queue");

            CompletableFuture<Void> look = await().until(() -> CompletableFuture.runAsync(channel::backlog), this::hangs);
            assertThat(CompletableFuture.runAsync(context::stop)).succeedsWithin(Duration.ofSeconds(8));
            assertThat(look).succeedsWithin(Duration.ofSeconds(8));
        } finally {
            broker.broker().getActiveMQServer().getRemotingService().removeIncomingInterceptor(SILENCE);
        }
    }

    /** The answer of a second ago is given again at once. */
    private boolean hangs(CompletableFuture<Void> look) {
        return look.thenApply(done -> false).completeOnTimeout(true, 200, TimeUnit.MILLISECONDS).join();
    }
}
