/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import org.flumecamel.channel.Channel;
import org.flumecamel.channel.Channels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a durable channel says of itself while its broker is down. */
class ChannelProblemTest extends JmsTestSupport {

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
}
