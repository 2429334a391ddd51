/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadBalanceGroupTest extends SinkGroupTestSupport {

    private static final long SEED = 42;

    private final LoadBalanceGroup group = new LoadBalanceGroup(nanos::get, new Random(SEED));

    private List<Integer> first(int batches) {
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            first.add(send().get(0));
        }
        return first;
    }

    @Test
    void takesTurns() throws Exception {
        group(group);
        assertThat(first(7)).containsExactly(1, 2, 3, 1, 2, 3, 1);
    }

    @Test
    void theNextInTurnTakesTheBatchOfOneThatFails() throws Exception {
        group(group);
        down(2);
        assertThat(send()).containsExactly(1);
        assertThat(send()).containsExactly(2, 3);
        assertThat(send()).containsExactly(3);
        assertThat(send()).containsExactly(1);
        assertThat(send()).as("without backoff").containsExactly(2, 3);
    }

    @Test
    void withBackoffAFailedSinkMissesItsTurns() throws Exception {
        group.setBackoff(true);
        group(group);
        down(1);
        assertThat(send()).containsExactly(1, 2);
        assertThat(first(4)).containsExactly(2, 3, 2, 3);
        pass(2_000);
        assertThat(send()).containsExactly(1, 2);
        pass(3_999);
        assertThat(first(4)).doesNotContain(1);
        up(1);
        pass(1);
        assertThat(first(6)).containsExactlyInAnyOrder(1, 1, 2, 2, 3, 3);
    }

    @Test
    void theTurnOfASinkThatIsLeftAloneGoesToTheOneBehindIt() throws Exception {
        group.setBackoff(true);
        group(group);
        assertThat(send()).containsExactly(1);
        down(2);
        assertThat(send()).containsExactly(2, 3);
        assertThat(first(4)).containsExactly(3, 1, 3, 1);
    }

    @Test
    void theLimitOfTheBackoffCanBeSet() throws Exception {
        group.setBackoff(true);
        group.setMaxTimeOut(100);
        group(group);
        down(1);
        send();
        pass(100);
        assertThat(first(3)).contains(1);
    }

    @Test
    void randomOrdersGiveEachSinkItsShare() throws Exception {
        group.setSelector("random");
        group(group);
        List<Integer> first = first(3_000);
        for (int number = 1; number <= 3; number++) {
            int sink = number;
            assertThat(first.stream().filter(value -> value == sink)).as("sink %d, seed %d", sink, SEED)
                    .hasSizeBetween(900, 1_100);
        }
        down(1, 2, 3);
        assertThat(send()).containsExactlyInAnyOrder(1, 2, 3);
    }

    /** Flume fails with an illegal argument instead. */
    @Test
    void randomAsksAllWhenAllAreLeftAlone() throws Exception {
        group.setSelector("random");
        group.setBackoff(true);
        group(group);
        down(1, 2, 3);
        assertThat(failure()).isInstanceOf(SinkGroupException.class);
        up(3);
        assertThat(failure()).isNull();
    }

    @Test
    void aBeanMayChoose() throws Exception {
        List<List<String>> offered = new ArrayList<>();
        context.getRegistry().bind("last", (SinkOrder) names -> {
            offered.add(names);
            return List.of(names.get(names.size() - 1), names.get(0));
        });
        group.setSelector("last");
        group.setBackoff(true);
        group(group);
        down(3);
        assertThat(send()).containsExactly(3, 1);
        assertThat(send()).containsExactly(2);
        assertThat(offered).containsExactly(List.of("k1", "k2", "k3"), List.of("k1", "k2"));
    }

    @Test
    void aBeanThatNamesAnotherSinkFailsTheBatch() throws Exception {
        context.getRegistry().bind("odd", (SinkOrder) names -> List.of("k9"));
        group.setSelector("odd");
        group(group);
        assertThat(failure()).hasMessageContaining("selector odd").hasMessageContaining("names k9");
    }
}
