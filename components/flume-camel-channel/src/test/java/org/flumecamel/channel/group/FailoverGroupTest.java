/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.io.IOException;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailoverGroupTest extends SinkGroupTestSupport {

    private final FailoverGroup group = new FailoverGroup(nanos::get);

    @Test
    void theFirstSinkTakesAllWhileItWorks() throws Exception {
        group(group);
        assertThat(send()).containsExactly(1);
        assertThat(send()).containsExactly(1);
        assertThat(failure()).isNull();
    }

    @Test
    void higherPrioritiesComeFirstAndThoseWithoutOneAfterThem() throws Exception {
        group.setPriority(Map.of("k3", "10", "k2", "5"));
        group(group);
        down(1, 2, 3);
        assertThat(send()).containsExactly(3, 2, 1);
    }

    @Test
    void aFailedSinkIsLeftAloneUntilItsPenaltyIsOver() throws Exception {
        group(group);
        down(1);
        assertThat(send()).containsExactly(1, 2);
        assertThat(send()).containsExactly(2);
        pass(1_999);
        assertThat(send()).containsExactly(2);
        pass(1);
        assertThat(send()).containsExactly(1, 2);
        up(1);
        pass(3_999);
        assertThat(send()).containsExactly(2);
        pass(1);
        assertThat(send()).as("its place again").containsExactly(1);
        assertThat(send()).containsExactly(1);
    }

    @Test
    void penaltiesDoubleUpToTheLimitAndBeginAnewAfterASuccess() throws Exception {
        group(group);
        down(1);
        for (long penalty : new long[] { 2_000, 4_000, 8_000, 16_000, 30_000, 30_000 }) {
            assertThat(send()).startsWith(1);
            pass(penalty - 1);
            assertThat(send()).containsExactly(2);
            pass(1);
        }
        up(1);
        assertThat(send()).containsExactly(1);
        down(1);
        assertThat(send()).containsExactly(1, 2);
        pass(2_000);
        assertThat(send()).containsExactly(1, 2);
    }

    /** Flume's penalty is none at all, or negative, from the 22nd failure on. */
    @Test
    void thePenaltyNeverOverflows() throws Exception {
        group.setMaxpenalty(1_000L << 40);
        group(group);
        down(1);
        for (int i = 1; i <= 80; i++) {
            assertThat(send()).startsWith(1);
            assertThat(send()).containsExactly(2);
            pass(1_000L << Math.min(i, 16));
        }
    }

    @Test
    void theLimitOfPenaltiesCanBeSet() throws Exception {
        group.setMaxpenalty(500);
        group(group);
        down(1);
        send();
        pass(499);
        assertThat(send()).containsExactly(2);
        pass(1);
        assertThat(send()).containsExactly(1, 2);
    }

    @Test
    void withoutPenaltyAFailedSinkIsAskedAtEveryBatch() throws Exception {
        group.setMaxpenalty(0);
        group(group);
        down(1);
        assertThat(send()).containsExactly(1, 2);
        assertThat(send()).containsExactly(1, 2);
    }

    @Test
    void whenAllAreDownAllAreAskedAndTheOneThatComesBackTakesTheBatch() throws Exception {
        group(group);
        down(1, 2, 3);
        assertThat(send()).containsExactly(1, 2, 3);
        assertThat(send()).as("no retry is for nothing").containsExactly(1, 2, 3);
        up(2);
        assertThat(send()).containsExactly(1, 2);
        assertThat(send()).as("1 and 3 still have their penalties").containsExactly(2);
    }

    @Test
    void theFailureOfAllNamesEachSinkAndItsCause() throws Exception {
        group(group);
        down(1, 2, 3);
        Exception failure = failure();
        assertThat(failure).isInstanceOf(SinkGroupException.class).hasCauseInstanceOf(IOException.class)
                .hasMessageContainingAll("Sink group group", "k1: ", "k2: ", "k3: ", "the probe fails");
        assertThat(failure.getSuppressed()).hasSize(2);
    }

    @Test
    void theLastSinkThatWasAskedIsTheOneInMessages() throws Exception {
        group(group);
        down(1);
        Exchange exchange = new DefaultExchange(context);
        send(exchange, numbers(0, 1));
        assertThat(exchange.getProperty(Exchange.TO_ENDPOINT)).isEqualTo("direct://k2");
    }
}
