/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.logger;

import java.util.Map;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.flumecamel.basics.CapturedLog;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.flumecamel.core.counter.Counters;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class LoggerTest extends FlumeTestSupport {

    private String logged(String options, Event event) throws Exception {
        routes(sourceRoute("- to: \"flume-logger:k1" + options + "\""));
        try (CapturedLog log = new CapturedLog(LoggerProducer.class)) {
            assertThat(source().send(EventBatch.of(event)).isDelivered()).isTrue();
            return log.messages().get(0);
        }
    }

    /** The line in Flume's user guide. */
    @Test
    void writesTheLineFlumeWrites() throws Exception {
        assertThat(logged("", Event.of("Hello world!\r"))).isEqualTo(
                "INFO Event: { headers:{} body: 48 65 6C 6C 6F 20 77 6F 72 6C 64 21 0D          Hello world!. }");
    }

    @Test
    void cutsTheBodyAtSixteenBytes() throws Exception {
        assertThat(logged("", Event.of(Headers.of("k", "v").with("a", "b"), "0123456789abcdefghi".getBytes())))
                .isEqualTo("INFO Event: { headers:{k=v, a=b} body: 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66 "
                           + "0123456789abcdef }");
    }

    @Test
    void writesLongBodiesOverSeveralLinesWithOffsets() throws Exception {
        assertThat(logged("?maxBytesToLog=18", Event.of("0123456789abcdefghi"))).isEqualTo(
                "INFO Event: { headers:{} body: 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66 0123456789abcdef"
                                                                                           + System.lineSeparator()
                                                                                           + "00000010 67 68 "
                                                                                           + "   ".repeat(14) + "gh }");
    }

    @Test
    void writesEmptyBodiesAndBytesThatAreNoText() throws Exception {
        EventText text = new EventText(16);
        assertThat(text.of(Event.of(""))).isEqualTo("{ headers:{} body: }");
        assertThat(text.of(Event.slice(Headers.EMPTY, new byte[] { 1, 2, (byte) 0xFF, 0x7F, 'A', 3 }, 2, 3, 0)))
                .isEqualTo("{ headers:{} body: FF 7F 41 " + "   ".repeat(13) + "..A }");
        assertThat(new EventText(0).of(Event.of("x"))).isEqualTo("{ headers:{} body: }");
    }

    @Test
    void aHeaderCannotForgeALine() {
        String text = new EventText(16).of(Event.of(Map.of("k", "v\nINFO Event: forged\r\u0085"), null));
        assertThat(text).isEqualTo("{ headers:{k=v.INFO Event: forged..} body: }");
    }

    @Test
    void deliversWithoutAWordWhenItsLogIsOff() throws Exception {
        routes(sourceRoute("- to: flume-logger:k1"));
        try (CapturedLog log = new CapturedLog(LoggerProducer.class)) {
            Configurator.setLevel(LoggerProducer.class, Level.WARN);
            assertThat(source().send(numbers(0, 10)).isDelivered()).isTrue();
            assertThat(log.messages()).isEmpty();
        }
        assertThat(Counters.of(context).sink("k1").getEventDrainSuccessCount()).isEqualTo(10);
    }

    @Test
    void badOptionsStopTheStart() {
        assertThat(catchThrowable(() -> routes(sourceRoute("- to: flume-logger:k1?maxBytesToLog=-1"))))
                .hasStackTraceContaining("maxBytesToLog must be 0 or above, not -1");
        assertThat(catchThrowable(() -> routes(route("x", "flume-logger:k1", "noErrorHandler: {}", "- to: mock:x"))))
                .hasStackTraceContaining("is a sink: it can only be used in to");
    }
}
