/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.seq;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.flumecamel.basics.CapturedLog;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class SeqTest extends FlumeTestSupport {

    private final List<EventBatch> batches = new CopyOnWriteArrayList<>();

    private void start(String options) throws Exception {
        context.getRegistry().bind("batches", (org.apache.camel.Processor) exchange -> batches
                .add(exchange.getMessage().getBody(EventBatch.class)));
        routes(route("seq", "flume-seq:s1?" + options, "noErrorHandler: {}", "- process:\n    ref: batches"));
    }

    private List<String> received() {
        return batches.stream().flatMap(batch -> texts(batch).stream()).toList();
    }

    @Test
    void countsFromZeroOverEveryNumberOfDigits() throws Exception {
        start("batchSize=1000&totalEvents=123456");
        await().until(() -> batches.stream().mapToInt(EventBatch::size).sum() == 123456);
        assertThat(received()).isEqualTo(texts(0, 123456));
        assertThat(batches.get(50)).allSatisfy(event -> assertThat(event.array()).isSameAs(batches.get(50).get(0).array()));
    }

    @Test
    void cutsBatchesAtBytesToo() throws Exception {
        start("batchSize=1000&batchBytes=7&totalEvents=200");
        await().until(() -> received().size() == 200);
        assertThat(received()).isEqualTo(texts(0, 200));
        assertThat(batches).allSatisfy(batch -> assertThat(batch.bytes()).isLessThanOrEqualTo(7));
        assertThat(batches.get(0).size()).isEqualTo(7);
        assertThat(batches.get(batches.size() - 1).size()).isLessThanOrEqualTo(2);
    }

    @Test
    void anEventLargerThanABatchTravelsAlone() throws Exception {
        start("batchBytes=1&totalEvents=30");
        await().until(() -> received().size() == 30);
        assertThat(received()).isEqualTo(texts(0, 30));
        assertThat(batches).hasSize(30);
    }

    @Test
    void saysOnceWhenItIsDoneAndStaysIdle() throws Exception {
        try (CapturedLog log = new CapturedLog(SeqConsumer.class)) {
            start("totalEvents=25&batchSize=10&backoffSleepIncrement=1&maxBackoffSleep=1");
            await().until(() -> !log.messages().isEmpty());
            await().during(java.time.Duration.ofMillis(100)).until(() -> received().size() == 25);
            assertThat(log.messages()).containsExactly("INFO Source s1 is done: all 25 events are acknowledged");
        }
    }

    @Test
    void aRestartBeginsAtZero() throws Exception {
        start("totalEvents=3");
        await().until(() -> received().size() == 3);
        context.getRouteController().stopRoute("seq", 5, TimeUnit.SECONDS);
        context.getRouteController().startRoute("seq");
        await().until(() -> received().size() == 6);
        assertThat(received()).containsExactly("0", "1", "2", "0", "1", "2");
        assertThat(Counters.of(context).source("s1").getEventReceivedCount()).isEqualTo(6);
    }

    @Test
    void badOptionsStopTheStart() {
        assertThat(catchThrowable(() -> start("totalEvents=-2")))
                .hasStackTraceContaining("totalEvents must be 0 or above, not -2");
        assertThat(catchThrowable(() -> start("batchSize=0"))).hasStackTraceContaining("batchSize must be above 0, not 0");
        assertThat(catchThrowable(() -> start("totalEvent=1"))).hasStackTraceContaining("flume-seq has no option totalEvent");
    }

    @Test
    void theLargestNumberIsWrittenWhole() {
        DecimalCounter counter = new DecimalCounter();
        byte[] digits = new byte[DecimalCounter.MAX_DIGITS];
        for (int i = 0; i <= 1000; i++) {
            assertThat(counter.length()).isEqualTo(String.valueOf(i).length());
            counter.write(digits, 0);
            assertThat(new String(digits, 0, counter.length())).isEqualTo(String.valueOf(i));
            counter.increment();
        }
    }
}
