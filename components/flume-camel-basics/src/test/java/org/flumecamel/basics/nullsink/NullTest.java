/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.nullsink;

import org.flumecamel.basics.CapturedLog;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.core.counter.SinkCounter;
import org.flumecamel.testkit.FlumeTestSupport;
import org.flumecamel.testkit.OddBodies;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class NullTest extends FlumeTestSupport {

    @Test
    void acknowledgesAndCountsWhateverItGets() throws Exception {
        routes(sourceRoute("- to: flume-null:k1"));
        assertThat(source().send(EventBatch.of(OddBodies.all().stream().map(Event::of).toList())).isDelivered()).isTrue();
        assertThat(source().send(EventBatch.EMPTY).isDelivered()).isTrue();
        template.sendBody("direct:in", "text");

        SinkCounter counter = Counters.of(context).sink("k1");
        assertThat(counter.getEventDrainSuccessCount()).isEqualTo(OddBodies.all().size() + 1);
        assertThat(counter.getBatchEmptyCount()).isEqualTo(1);
    }

    @Test
    void saysEachTimeSoManyEventsAreGone() throws Exception {
        routes(sourceRoute("- to: flume-null:k1?logEveryNEvents=100"));
        try (CapturedLog log = new CapturedLog(NullProducer.class)) {
            source().send(numbers(0, 99));
            assertThat(log.messages()).isEmpty();
            source().send(numbers(0, 1));
            assertThat(log.messages()).containsExactly("INFO Sink k1 has thrown away 100 events");
            source().send(numbers(0, 350));
            source().send(numbers(0, 49));
            assertThat(log.messages()).hasSize(2).last().isEqualTo("INFO Sink k1 has thrown away 450 events");
        }
    }

    @Test
    void badOptionsStopTheStart() {
        assertThat(catchThrowable(() -> routes(sourceRoute("- to: flume-null:k1?logEveryNEvents=0"))))
                .hasStackTraceContaining("logEveryNEvents must be above 0, not 0");
    }
}
