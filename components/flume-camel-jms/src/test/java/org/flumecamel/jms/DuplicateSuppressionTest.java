/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.flumecamel.channel.Channels;
import org.flumecamel.core.BatchOrigin;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DuplicateSuppressionTest extends JmsTestSupport {

    private Exception put(EventBatch batch, String id) throws Exception {
        Producer producer = context.getEndpoint("flume-channel:jms:queue:" + queue).createProducer();
        producer.start();
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(batch);
        exchange.setProperty(BatchOrigin.PROPERTY, (BatchOrigin) (channel, put) -> id + "@" + channel);
        try {
            producer.process(exchange);
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    @Test
    void takesABatchInOnceAndCountsTheRest() throws Exception {
        assertThat(put(numbers(0, 10), "a")).isNull();
        assertThat(put(numbers(0, 10), "a")).as("a repeated put succeeds: the channel has the batch").isNull();
        assertThat(put(numbers(10, 15), "b")).isNull();
        assertThat(put(numbers(0, 10), "a")).isNull();
        assertThat(put(numbers(15, 20), null)).isNull();
        routes(sink(""));
        await().until(() -> probe.count() >= 20);
        assertThat(texts(probe.events())).isEqualTo(texts(0, 20));
        assertThat(Channels.of(context).get("jms:queue:" + queue).counter().getEventDuplicateCount()).isEqualTo(20);
        await().until(() -> Channels.of(context).get("jms:queue:" + queue).counter().getChannelSize() == 0);
    }

    @Test
    void remembersIdsOverARestartOfTheBroker() throws Exception {
        assertThat(put(numbers(0, 10), "c")).isNull();
        broker.stop();
        broker.start();
        Exception lost = put(numbers(0, 10), "c");
        if (lost != null) {
            // the first put finds out that the connection is gone
            assertThat(lost).hasMessageContaining("did not confirm");
            assertThat(put(numbers(0, 10), "c")).isNull();
        }
        assertThat(browse()).hasSize(1);
        assertThat(Channels.of(context).get("jms:queue:" + queue).counter().getEventDuplicateCount()).isEqualTo(10);
    }

    @Test
    void carriesTheIdInTheMessage() throws Exception {
        put(numbers(0, 3), "d");
        assertThat(browse()).singleElement().satisfies(message -> {
            assertThat(message.getIntProperty("FlumeEvents")).isEqualTo(3);
            assertThat(message.getLongProperty("FlumeBytes"))
                    .isEqualTo(((jakarta.jms.BytesMessage) message).getBodyLength());
            byte[] body = message.getBody(byte[].class);
            assertThat(Envelope.decode(body).id()).isEqualTo("d@" + queue);
        });
    }
}
