/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.stress;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Processor;
import org.flumecamel.basics.CapturedLog;
import org.flumecamel.core.EventBatch;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class StressTest extends FlumeTestSupport {

    private final List<EventBatch> batches = new CopyOnWriteArrayList<>();

    /** The body that the documentation promises. */
    static String body(long number, int size) {
        StringBuilder body = new StringBuilder().append(number).append(' ');
        while (body.length() < size) {
            body.append((char) ('a' + (number + body.length()) % 26));
        }
        return body.toString();
    }

    private void start(String options) throws Exception {
        context.getRegistry().bind("batches",
                (Processor) exchange -> batches.add(exchange.getMessage().getBody(EventBatch.class)));
        routes(route("stress", "flume-stress:s1?" + options, "noErrorHandler: {}", "- process:\n    ref: batches"));
    }

    private List<String> received() {
        return batches.stream().flatMap(batch -> texts(batch).stream()).toList();
    }

    @Test
    void everyBodyIsDifferentAndCanBeChecked() throws Exception {
        start("size=200&batchSize=100&maxTotalEvents=12345");
        await().until(() -> batches.stream().mapToInt(EventBatch::size).sum() == 12345);
        List<String> bodies = received();
        for (int i = 0; i < bodies.size(); i++) {
            assertThat(bodies.get(i)).isEqualTo(body(i, 200));
        }
        assertThat(new HashSet<>(bodies)).hasSize(12345);
    }

    @Test
    void aBodyTooShortForItsNumberHoldsTheLastDigits() throws Exception {
        start("size=2&maxTotalEvents=103");
        await().until(() -> received().size() == 103);
        assertThat(received()).startsWith("0 ", "1 ").contains("99").endsWith("00", "01", "02");
        assertThat(received().get(10)).isEqualTo("10");
    }

    @Test
    void emptyBodiesIfAskedFor() throws Exception {
        start("size=0&maxTotalEvents=3");
        await().until(() -> received().size() == 3);
        assertThat(received()).containsExactly("", "", "");
    }

    @Test
    void batchesKeepWithinTheirBytes() throws Exception {
        start("size=300&batchBytes=1000&batchSize=100&maxTotalEvents=10");
        await().until(() -> received().size() == 10);
        assertThat(batches).extracting(EventBatch::size).containsExactly(3, 3, 3, 1);
    }

    @Test
    void theSmallerLimitEndsIt() throws Exception {
        try (CapturedLog log = new CapturedLog(StressConsumer.class)) {
            start("maxTotalEvents=50&maxSuccessfulEvents=7");
            await().until(() -> !log.messages().isEmpty());
            assertThat(received()).hasSize(7);
            assertThat(log.messages()).containsExactly("INFO Source s1 is done: all 7 events are acknowledged");
        }
    }

    @Test
    void keepsToItsRate() throws Exception {
        long begin = System.nanoTime();
        start("size=20&batchSize=10&maxEventsPerSecond=500&maxTotalEvents=400");
        await().until(() -> received().size() == 400);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isGreaterThanOrEqualTo(750);
    }

    @Test
    void aRateSpreadsEventsAndDoesNotCatchUp() {
        long second = TimeUnit.SECONDS.toNanos(1);
        Pace pace = new Pace(100, 0);
        assertThat(pace.delay(0)).isZero();
        pace.sent(50, 0);
        assertThat(pace.delay(0)).isEqualTo(500);
        assertThat(pace.delay(second / 4)).isEqualTo(250);
        assertThat(pace.delay(10 * second)).isZero();
        pace.sent(50, 10 * second);
        assertThat(pace.delay(10 * second)).isEqualTo(500);
        assertThat(new Pace(0, 0).delay(-second)).isZero();
    }

    @Test
    void badOptionsStopTheStart() {
        assertThat(catchThrowable(() -> start("size=-1"))).hasStackTraceContaining("size must be 0 or above, not -1");
        assertThat(catchThrowable(() -> start("maxTotalEvents=-2")))
                .hasStackTraceContaining("maxTotalEvents must be -1 or above, not -2");
        assertThat(catchThrowable(() -> start("maxEventsPerSecond=-1")))
                .hasStackTraceContaining("maxEventsPerSecond must be 0 or above, not -1");
    }
}
