/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.flumecamel.channel.BatchLimits;
import org.flumecamel.channel.Channel;
import org.flumecamel.channel.ChannelReader;
import org.flumecamel.channel.ChannelTransaction;
import org.flumecamel.channel.Channels;
import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JmsReaderTest extends JmsTestSupport {

    private Channel channel() {
        return Channels.of(context).get("jms:queue:" + queue);
    }

    private void put(EventBatch batch) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(batch);
        channel().put(exchange, 1000);
    }

    private static ChannelTransaction take(ChannelReader reader) throws Exception {
        return reader.take(2000, () -> false);
    }

    private static List<String> deliver(ChannelTransaction transaction) throws Exception {
        transaction.settled(null);
        transaction.finish();
        return texts(transaction.batch());
    }

    /** Closing a reader rolls back: 50 times, with several messages received and more fetched in advance. */
    @Test
    void keepsOrderOverFiftyRollbacksAtTheBroker() throws Exception {
        for (int i = 0; i < 40; i++) {
            put(numbers(i * 5, i * 5 + 5));
        }
        for (int round = 0; round < 50; round++) {
            try (ChannelReader reader = channel().reader(new BatchLimits(30, 1 << 20, 0))) {
                List<String> first = texts(take(reader).batch());
                assertThat(first).as("round " + round).isEqualTo(texts(0, first.size()));
            }
        }
        List<String> all = new ArrayList<>();
        try (ChannelReader reader = channel().reader(new BatchLimits(30, 1 << 20, 0))) {
            while (all.size() < 200) {
                all.addAll(deliver(take(reader)));
            }
        }
        assertThat(all).isEqualTo(texts(0, 200));
        assertThat(browse()).isEmpty();
    }

    @Test
    void givesAReturnedBatchOutAgainFirstWithoutAskingTheBroker() throws Exception {
        put(numbers(0, 25));
        put(numbers(25, 30));
        try (ChannelReader reader = channel().reader(new BatchLimits(10, 1 << 20, 0))) {
            assertThat(deliver(take(reader))).isEqualTo(texts(0, 10));
            for (int round = 0; round < 50; round++) {
                ChannelTransaction failed = take(reader);
                assertThat(texts(failed.batch())).isEqualTo(texts(10, 20));
                failed.giveBack();
            }
            List<String> rest = new ArrayList<>();
            while (rest.size() < 20) {
                rest.addAll(deliver(take(reader)));
            }
            assertThat(rest).isEqualTo(texts(10, 30));
        }
        assertThat(browse()).isEmpty();
    }

    @Test
    void commitsALargeMessageWhenItsLastPieceIsDelivered() throws Exception {
        put(numbers(0, 25));
        try (ChannelReader reader = channel().reader(new BatchLimits(10, 1 << 20, 0))) {
            deliver(take(reader));
            deliver(take(reader));
            assertThat(reader.isBegun()).isTrue();
            ChannelTransaction last = take(reader);
            assertThat(last.isComplete()).isFalse();
            assertThat(channel().counter().getEventTakeSuccessCount()).isZero();
            deliver(last);
            assertThat(reader.isBegun()).isFalse();
            assertThat(channel().counter().getEventTakeSuccessCount()).isEqualTo(25);
        }
        assertThat(browse()).isEmpty();
    }

    @Test
    void givesOutAllOfAMessageAgainOfWhichAPieceWasNotDelivered() throws Exception {
        put(numbers(0, 25));
        try (ChannelReader reader = channel().reader(new BatchLimits(10, 1 << 20, 0))) {
            deliver(take(reader));
            take(reader);
        }
        try (ChannelReader reader = channel().reader(new BatchLimits(100, 1 << 20, 0))) {
            assertThat(deliver(take(reader))).isEqualTo(texts(0, 25));
        }
    }

    @Test
    void waitsForASettlementFromAnotherThread() throws Exception {
        put(numbers(0, 5));
        try (ChannelReader reader = channel().reader(new BatchLimits(10, 1 << 20, 0))) {
            ChannelTransaction transaction = take(reader);
            CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {
                await().until(() -> true);
                transaction.settled(null);
            });
            transaction.finish();
            later.join();
        }
        assertThat(browse()).isEmpty();
    }

    @Test
    void canBeClosedByAnotherThreadWhileItWaits() throws Exception {
        ChannelReader reader = channel().reader(new BatchLimits(10, 1 << 20, 0));
        Thread taker = new Thread(() -> {
            try {
                while (reader.take(20_000, () -> false) == null && !Thread.currentThread().isInterrupted()) {
                    return;
                }
            } catch (Exception expected) {
                // a closed connection may end a receive in either way
            }
        });
        taker.start();
        await().until(() -> taker.getState() == Thread.State.TIMED_WAITING);
        reader.close();
        reader.close();
        taker.join(PATIENCE.toMillis());
        assertThat(taker.isAlive()).isFalse();
        assertThat(reader.take(0, () -> false)).isNull();
    }

    @Test
    void deliversAgainWhatABrokerLostBeforeItsCommit() throws Exception {
        put(numbers(0, 5));
        try (ChannelReader reader = channel().reader(new BatchLimits(5, 1 << 20, 0))) {
            ChannelTransaction transaction = take(reader);
            broker.stop();
            transaction.settled(null);
            assertThatThrownBy(transaction::finish).hasMessageContaining("5 delivered events")
                    .hasMessageContaining("gives them out again");
            assertThatThrownBy(() -> put(numbers(5, 6))).hasMessageContaining(queue).hasMessageContaining("still answers");
            assertThatThrownBy(() -> take(reader)).isInstanceOf(Exception.class);
            broker.start();
            assertThat(deliver(take(reader))).isEqualTo(texts(0, 5));
            put(numbers(5, 10));
            assertThat(deliver(take(reader))).isEqualTo(texts(5, 10));
        }
    }
}
