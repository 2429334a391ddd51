/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.core.selector;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.flumecamel.core.EventBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class ReplicatingSelectorTest extends SelectorTestSupport {

    ReplicatingSelectorTest() {
        super("replicating");
    }

    @Test
    void everyChannelGetsTheBatchAsItIs() throws Exception {
        start("channels", "direct:c1 direct:c2", "optional", "direct:c3");
        EventBatch batch = batch("a", "CZ", "b", null);
        assertThat(send(batch)).isNull();
        assertThat(asked).containsExactly("c1", "c2", "c3");
        assertThat(received).hasSize(3);
        received.values().forEach(batches -> assertThat(batches).singleElement().isSameAs(batch));
    }

    @Test
    void isSettledWhenAllRequiredChannelsAre() throws Exception {
        start("channels", "direct:c1, direct:c2");
        send(batch("a", null));
        assertThat(holds).hasSize(2);
        holds.get(1).release();
        assertThat(settled).isEmpty();
        holds.get(0).release();
        assertThat(settled).containsExactly((Throwable) null);
    }

    @Test
    void aFailureBehindARequiredChannelFailsTheBatch() throws Exception {
        start("channels", "direct:c1 direct:c2");
        send(batch("a", null));
        IllegalStateException failure = new IllegalStateException("sink failed");
        holds.get(0).fail(failure);
        holds.get(1).release();
        assertThat(settled).containsExactly(failure);
    }

    @Test
    void aRequiredChannelThatRefusesFailsThePutAndOptionalOnesGetNothing() throws Exception {
        start("channels", "direct:c1 direct:c2", "optional", "direct:c3");
        full.add("c2");
        assertThat(send(batch("a", null))).isInstanceOf(IOException.class).hasMessage("channel c2 is full");
        assertThat(asked).containsExactly("c1", "c2");
        assertThat(received()).isEqualTo(Map.of("c1", "a"));
    }

    @Test
    void anOptionalChannelIsNeitherWaitedForNorMissed() throws Exception {
        start("channels", "direct:c1", "optional", "direct:c2 direct:c3");
        full.add("c2");
        assertThat(send(batch("a", null, "b", null))).isNull();
        assertThat(received()).isEqualTo(Map.of("c1", "ab", "c3", "ab"));
        assertThat(holds).hasSize(1);
        holds.get(0).release();
        assertThat(settled).containsExactly((Throwable) null);
        assertThat(selector().getOptionalFailures()).isEqualTo(2);
    }

    /** As in a flume.conf, where the optional channels are some of the source's. */
    @Test
    void aChannelThatIsInBothListsIsOptional() throws Exception {
        start("channels", "direct:c1 direct:c2 direct:c3", "optional", "direct:c2");
        full.add("c2");
        assertThat(send(batch("a", null))).isNull();
        assertThat(received()).isEqualTo(Map.of("c1", "a", "c3", "a"));
    }

    @Test
    void allMayBeOptional() throws Exception {
        start("optional", "direct:c1 direct:c2");
        full.add("c1");
        assertThat(send(batch("a", null))).isNull();
        assertThat(received()).isEqualTo(Map.of("c2", "a"));
        assertThat(settled).containsExactly((Throwable) null);
    }

    @Test
    void anEmptyBatchGoesNowhere() throws Exception {
        start("channels", "direct:c1");
        assertThat(send(EventBatch.EMPTY)).isNull();
        assertThat(asked).isEmpty();
        assertThat(settled).containsExactly((Throwable) null);
    }

    @Test
    void aHeaderMayBeCalledReplicating() throws Exception {
        start("mapping.yes", "direct:c1", "default", "direct:c2");
        send(EventBatch.of(event("a", "replicating", "yes"), event("b", "replicating", "no")));
        assertThat(received()).isEqualTo(Map.of("c1", "a", "c2", "b"));
    }

    @Test
    void saysWhatIsWrongAtTheStart() {
        assertThat(catchThrowable(() -> start("channels", " ")))
                .hasStackTraceContaining("flume-selector:replicating sends nothing anywhere");
        assertThat(catchThrowable(() -> start("channels", "direct:c1 c2"))).hasStackTraceContaining("channels: c2 is not an");
        assertThat(catchThrowable(() -> start("channels", "direct:c1", "default", "direct:c2")))
                .hasStackTraceContaining("use one selector for each");
        assertThat(catchThrowable(() -> start("channels", "direct:c1", "optional.x", "direct:c2")))
                .hasStackTraceContaining("use one selector for each");
    }

    /** Another name than replicating is a header's, which needs other options. */
    static class ByHeaderTest extends SelectorTestSupport {

        ByHeaderTest() {
            super("state");
        }

        @Test
        void hasNoListsForAllEvents() {
            for (String option : List.of("channels", "optional")) {
                assertThat(catchThrowable(() -> start(option, "direct:c1"))).hasStackTraceContaining(
                        "flume-selector:state: channels and optional are options of flume-selector:replicating");
            }
        }
    }
}
