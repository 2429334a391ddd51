/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.flumecamel.core.Acknowledgement;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventBatches;
import org.flumecamel.core.PermanentDeliveryException;
import org.flumecamel.core.SinkDelivery;
import org.flumecamel.testkit.FlumeTestSupport;
import org.flumecamel.testkit.ProbeSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What one sink of a group has settled is not sent to another. */
class PartialDeliveryTest extends FlumeTestSupport {

    private final PartialSink first = new PartialSink();
    private final PartialSink second = new PartialSink();
    private final FailoverGroup group = new FailoverGroup();

    @BeforeEach
    void group() throws Exception {
        group.setMaxpenalty(0);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:k1").process(first);
                from("direct:k2").process(second);
                from("direct:in").routeId("group").loadBalance(group).to("direct:k1").to("direct:k2");
            }
        });
    }

    private Exchange send(Exchange exchange, EventBatch batch) {
        exchange.getMessage().setBody(batch);
        exchange.setException(null);
        return template.send("direct:in", exchange);
    }

    private Exchange send(EventBatch batch) {
        return send(new DefaultExchange(context), batch);
    }

    @Test
    void theSecondSinkGetsWhatTheFirstHasNotDelivered() {
        first.takeOnly("0", "3", "4");
        assertThat(send(numbers(0, 6)).getException()).isNull();
        assertThat(first.taken).containsExactly("0", "3", "4");
        assertThat(second.taken).containsExactly("1", "2", "5");
    }

    @Test
    void aRedeliverySendsWhatNoneOfThemHasDelivered() {
        first.takeOnly("0", "3");
        second.takeOnly("1");
        Exchange exchange = new DefaultExchange(context);
        EventBatch batch = numbers(0, 6);
        assertThat(send(exchange, batch).getException()).isInstanceOf(SinkGroupException.class);
        assertThat(texts(SinkDelivery.undelivered(exchange))).containsExactly("2", "4", "5");
        first.takeOnly("4");
        second.takeAll();
        assertThat(send(exchange, batch).getException()).isNull();
        assertThat(first.taken).containsExactly("0", "3", "4");
        assertThat(second.taken).containsExactly("1", "2", "5");
    }

    @Test
    void theSameExchangeMayBeSentAgainOnPurpose() {
        Exchange exchange = new DefaultExchange(context);
        EventBatch batch = numbers(0, 2);
        send(exchange, batch);
        send(exchange, batch);
        assertThat(first.taken).containsExactly("0", "1", "0", "1");
    }

    @Test
    void aRefusalForGoodIsNoReasonToAskAnotherSink() {
        first.refuse("1");
        Exchange exchange = send(numbers(0, 3));
        assertThat(exchange.getException()).isInstanceOfSatisfying(PermanentDeliveryException.class,
                refusal -> assertThat(refusal.rejected())
                        .extracting(one -> one.event().bodyAsString(StandardCharsets.UTF_8), one -> one.reason())
                        .containsExactly(tuple("1", "it is poison")));
        assertThat(first.taken).containsExactly("0", "2");
        assertThat(second.attempts).isZero();
    }

    @Test
    void whatAFailedSinkHasRefusedForGoodIsSaidInTheEnd() {
        first.refuse("1");
        first.takeOnly("0");
        second.refuse("4");
        assertThat(send(numbers(0, 6)).getException()).isInstanceOfSatisfying(PermanentDeliveryException.class,
                refusal -> assertThat(texts(refusal.rejected().stream().map(one -> one.event()).toList()))
                        .containsExactly("1", "4"));
        assertThat(first.taken).containsExactly("0");
        assertThat(second.taken).containsExactly("2", "3", "5");
    }

    @Test
    void theRefusalIsSaidAgainUntilTheDeadLetterHasIt() {
        first.refuse("1");
        Exchange exchange = new DefaultExchange(context);
        EventBatch batch = numbers(0, 3);
        send(exchange, batch);
        assertThat(send(exchange, batch).getException()).isInstanceOf(PermanentDeliveryException.class);
        assertThat(first.taken).as("sent once").containsExactly("0", "2");
        assertThat(first.attempts).isEqualTo(1);
    }

    /** A step of the sink's own route may have changed the events, so nobody can tell which of the batch they were. */
    @Test
    void aSinkThatWorkedOnOtherEventsCountsForNothing() throws Exception {
        first.changeFirst();
        first.takeOnly("0");
        assertThat(send(numbers(0, 3)).getException()).isNull();
        assertThat(second.taken).containsExactly("0", "1", "2");
    }

    @Test
    void theMessageOfTheCallerStaysAsItIs() {
        first.takeOnly("0");
        EventBatch batch = numbers(0, 3);
        assertThat(send(batch).getMessage().getBody()).isSameAs(batch);
    }

    @Test
    void anInterruptEndsTheRoundWithoutAnotherSink() {
        first.interrupt();
        Exchange exchange = new DefaultExchange(context);
        send(exchange, numbers(0, 3));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(exchange.getException()).isInstanceOf(InterruptedException.class);
        assertThat(second.attempts).isZero();
    }

    @Test
    void aSinkThatFailedMayStillHoldABatchWithoutFailingIt() throws Exception {
        first.holdAndFail();
        ProbeSource.Sent sent = source().send(numbers(0, 3));
        assertThat(sent.isDelivered()).isTrue();
        first.hold.fail(new IOException("late"));
        assertThat(sent.isDelivered()).isTrue();
        assertThat(second.taken).containsExactly("0", "1", "2");
    }

    @Test
    void aSinkThatTakesABatchIsWaitedForWhileItHoldsIt() throws Exception {
        first.hold();
        ProbeSource.Sent sent = source().send(numbers(0, 3));
        assertThat(sent.settled()).isNotDone();
        assertThat(sent.acknowledgement().holders()).containsExactly("sink k1");
        first.hold.fail(new IOException("behind"));
        assertThat(sent.isFailed()).isTrue();
    }

    /** A sink as ours are: it remembers what it has delivered of an Exchange. */
    private static final class PartialSink implements Processor {

        private final List<String> taken = new ArrayList<>();
        private final Set<String> refused = new TreeSet<>();
        private Set<String> only;
        private boolean changing;
        private boolean interrupting;
        private boolean holding;
        private boolean failing;
        private int attempts;
        private Acknowledgement.Hold hold;

        void takeOnly(String... texts) {
            only = Set.of(texts);
        }

        void takeAll() {
            only = null;
        }

        void refuse(String text) {
            refused.add(text);
        }

        void changeFirst() {
            changing = true;
        }

        void interrupt() {
            interrupting = true;
        }

        void hold() {
            holding = true;
        }

        void holdAndFail() {
            holding = true;
            failing = true;
        }

        @Override
        public void process(Exchange exchange) throws Exception {
            attempts++;
            if (interrupting) {
                Thread.currentThread().interrupt();
                throw new InterruptedException("stop");
            }
            if (holding) {
                hold = Acknowledgement.of(exchange).hold("the test");
            }
            if (failing) {
                throw new IOException("fails after all");
            }
            if (changing) {
                exchange.getMessage().setBody(EventBatches.from(exchange)
                        .map(event -> Event.of(event.body())));
            }
            SinkDelivery delivery = SinkDelivery.of(exchange, this);
            for (int i = 0; i < delivery.batch().size(); i++) {
                settle(delivery, i);
            }
            if (delivery.pending() > 0) {
                throw new IOException("took a part only");
            }
            if (!delivery.rejected().isEmpty()) {
                throw new PermanentDeliveryException("The sink", delivery.rejected());
            }
            SinkDelivery.done(exchange, this);
        }

        private void settle(SinkDelivery delivery, int index) {
            String text = texts(List.of(delivery.batch().get(index))).get(0);
            if (!delivery.isPending(index)) {
                return;
            }
            if (refused.contains(text)) {
                delivery.reject(index, "it is poison");
            } else if (only == null || only.contains(text)) {
                delivery.delivered(index);
                taken.add(text);
            }
        }
    }
}
