/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.io.IOException;
import java.util.Map;

import org.flumecamel.core.CapturedLog;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.Headers;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class SelectorTest extends SelectorTestSupport {

    SelectorTest() {
        super("state");
    }

    @Test
    void splitsByValueAndKeepsTheOrderOfEachChannel() throws Exception {
        start("mapping.CZ", "direct:c1", "mapping.US", "direct:c2, direct:c3", "default", "direct:c3");
        assertThat(send(batch("a", "CZ", "b", "US", "c", "CZ", "d", "XX", "e", "US", "f", null, "g", " "))).isNull();
        assertThat(received()).isEqualTo(Map.of("c1", "ac", "c2", "be", "c3", "bdefg"));
    }

    @Test
    void aBatchThatGoesOneWayIsNotCopied() throws Exception {
        start("mapping.CZ", "direct:c1 direct:c2");
        EventBatch batch = batch("a", "CZ", "b", "CZ");
        send(batch);
        assertThat(received.get("c1")).singleElement().isSameAs(batch);
        assertThat(received.get("c2")).singleElement().isSameAs(batch);
    }

    @Test
    void eventsWithoutChannelAreDroppedCountedAndAcknowledged() throws Exception {
        start("mapping.CZ", "direct:c1");
        send(batch("a", "US", "b", "CZ", "c", null));

        assertThat(received()).isEqualTo(Map.of("c1", "b"));
        assertThat(selector().getDroppedEvents()).isEqualTo(2);
        send(batch("d", "US"));
        assertThat(selector().getDroppedEvents()).isEqualTo(3);
        assertThat(settled).containsExactly((Throwable) null);
        holds.get(0).release();
        assertThat(settled).hasSize(2).containsOnlyNulls();
    }

    @Test
    void isSettledWhenAllItsChannelsAre() throws Exception {
        start("mapping.CZ", "direct:c1", "mapping.US", "direct:c2");
        send(batch("a", "CZ", "b", "US"));
        assertThat(holds).hasSize(2);
        holds.get(0).release();
        assertThat(settled).isEmpty();
        holds.get(1).release();
        assertThat(settled).containsExactly((Throwable) null);
    }

    @Test
    void aFailureBehindOneChannelFailsTheWholeBatch() throws Exception {
        start("mapping.CZ", "direct:c1", "mapping.US", "direct:c2");
        send(batch("a", "CZ", "b", "US"));
        IllegalStateException failure = new IllegalStateException("sink failed");
        holds.get(1).fail(failure);
        holds.get(0).release();
        assertThat(settled).containsExactly(failure);
    }

    @Test
    void aRequiredChannelThatRefusesFailsTheExchange() throws Exception {
        start("mapping.CZ", "direct:c1", "mapping.US", "direct:c2", "optional.CZ", "direct:c3");
        full.add("c2");
        assertThat(send(batch("a", "CZ", "b", "US"))).isInstanceOf(IOException.class).hasMessage("channel c2 is full");
        assertThat(asked).containsExactly("c1", "c2");
    }

    /** A source repeats a refused batch; a full channel must not multiply what the others get meanwhile. */
    @Test
    void aChannelThatKeepsRefusingIsAskedFirst() throws Exception {
        start("mapping.CZ", "direct:c1", "mapping.US", "direct:c2");
        full.add("c2");
        for (int i = 0; i < 10; i++) {
            assertThat(send(batch("a", "CZ", "b", "US"))).isInstanceOf(IOException.class);
        }
        assertThat(received()).isEqualTo(Map.of("c1", "a"));
        full.clear();
        assertThat(send(batch("a", "CZ", "b", "US"))).isNull();
        assertThat(received()).isEqualTo(Map.of("c1", "a|a", "c2", "b"));
    }

    @Test
    void anOptionalChannelIsNeitherWaitedForNorMissed() throws Exception {
        start("mapping.CZ", "direct:c1", "optional.CZ", "direct:c2", "optional.US", "direct:c3", "default", "direct:c1");
        send(batch("a", "CZ", "b", "US"));
        assertThat(received()).isEqualTo(Map.of("c1", "ab", "c2", "a", "c3", "b"));
        assertThat(holds).hasSize(1);
        holds.get(0).release();
        assertThat(settled).containsExactly((Throwable) null);
    }

    @Test
    void anOptionalFailureIsLoggedAndCountedOnly() throws Exception {
        start("mapping.CZ", "direct:c1", "optional.CZ", "direct:c2");
        full.add("c2");
        try (CapturedLog log = new CapturedLog(SelectorProducer.class)) {
            assertThat(send(batch("a", "CZ", "b", "CZ"))).isNull();
            assertThat(log.messages()).singleElement().asString().startsWith("WARN")
                    .contains("direct://c2", "2 events", "channel c2 is full");
        }
        holds.get(0).release();
        assertThat(settled).containsExactly((Throwable) null);
        assertThat(selector().getOptionalFailures()).isEqualTo(2);
    }

    @Test
    void aChannelThatIsRequiredAndOptionalIsRequired() throws Exception {
        start("mapping.CZ", "direct:c1", "optional.CZ", "direct:c1 direct:c2", "optional.US", "direct:c1");
        send(batch("a", "US", "b", "CZ"));
        assertThat(received()).isEqualTo(Map.of("c1", "ab", "c2", "b"));
        assertThat(holds).hasSize(1);
        full.add("c1");
        assertThat(send(batch("c", "US", "d", "CZ"))).isInstanceOf(IOException.class);
        assertThat(send(batch("e", "US"))).isNull();
    }

    @Test
    void takesUrisWithOptionsOfTheirOwnAndValuesOfAnyShape() throws Exception {
        start("mapping.text/x; \u00fc|b.c", "RAW(stub:s1?size=7&concurrentConsumers=2 direct:c2)",
                "mapping.2", "stub:s2?size=3");
        assertThat(send(batch("a", "text/x; \u00fc|b.c"))).isNull();
        assertThat(received()).isEqualTo(Map.of("c2", "a"));
        assertThat(context.getEndpoints()).extracting(endpoint -> endpoint.getEndpointUri())
                .contains("stub://s1?concurrentConsumers=2&size=7", "stub://s2?size=3");
    }

    /** YAML makes usEast of us-east in the name of a parameter, unless the dash is written %2D. */
    @Test
    void valuesWithDashes() throws Exception {
        start("mapping.us-east", "direct:c1", "mapping.us%2Dwest", "direct:c2", "default", "direct:c3");
        send(batch("a", "us-east", "b", "us-west", "c", "uswest"));
        assertThat(received()).isEqualTo(Map.of("c1", "a", "c2", "b", "c3", "c"));
    }

    @Test
    void manyValuesInOneBatch() throws Exception {
        start("mapping.0", "direct:c1", "mapping.1", "direct:c2", "default", "direct:c3");
        EventBatch.Builder builder = new EventBatch.Builder(999);
        for (int i = 0; i < 999; i++) {
            builder.add(Event.of(Headers.of("state", "" + i % 3), (i + ",").getBytes(UTF_8)));
        }
        send(builder.build());
        for (int channel = 0; channel < 3; channel++) {
            StringBuilder expected = new StringBuilder();
            for (int i = channel; i < 999; i += 3) {
                expected.append(i).append(',');
            }
            assertThat(received().get("c" + (channel + 1))).isEqualTo(expected.toString());
        }
    }

    @Test
    void valuesOfOptionsReachTheEndpointAsTheyAre() throws Exception {
        String odd = "a+b%c%20#?{x}[y]|^\\,; =/:@";
        // no endpoint URI at all, so the start fails, but only after the options are set
        assertThat(catchThrowable(() -> start("mapping.v", odd, "optional.v", "RAW(" + odd + "&q=1)", "default", odd)))
                .hasStackTraceContaining("is not an endpoint URI");
        assertThat(selector().getMapping()).isEqualTo(Map.of("v", odd));
        assertThat(selector().getOptionalMapping()).isEqualTo(Map.of("v", odd + "&q=1"));
        assertThat(selector().getDefault()).isEqualTo(odd);
    }

    @Test
    void saysWhatIsWrongAtTheStart() {
        assertThat(catchThrowable(() -> start("mapping.CZ", "c1")))
                .hasStackTraceContaining("mapping.CZ: c1 is not an endpoint URI")
                .hasStackTraceContaining("flume-channel:seda:c1");
        assertThat(catchThrowable(() -> start("default", "nonsense:c1"))).hasStackTraceContaining("nonsense");
        assertThat(catchThrowable(() -> start("maping.CZ", "direct:c1")))
                .hasStackTraceContaining("flume-selector has no option maping.CZ");
        assertThat(catchThrowable(() -> start("default", " "))).hasStackTraceContaining("sends nothing anywhere");
    }
}
