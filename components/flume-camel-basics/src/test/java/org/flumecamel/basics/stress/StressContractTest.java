/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.stress;

import java.util.List;
import java.util.stream.IntStream;

import org.flumecamel.testkit.SourceContractTest;

class StressContractTest extends SourceContractTest {

    private int totalEvents = 1000;

    @Override
    protected String sourceUri(String... options) {
        return "flume-stress:s1?batchSize=10&size=40&maxTotalEvents=" + totalEvents
               + (options.length == 0 ? "" : "&" + String.join("&", options));
    }

    @Override
    protected List<String> produce(int from, int to) {
        totalEvents = Math.max(totalEvents, to);
        return IntStream.range(from, Math.min(to, 1000)).mapToObj(number -> StressTest.body(number, 40)).toList();
    }

    @Override
    protected boolean produceBodies(List<byte[]> bodies) {
        return false;
    }

    @Override
    protected boolean isRereadable() {
        return false;
    }

    @Override
    protected boolean isEndless() {
        return true;
    }

    @Override
    protected int manyEvents() {
        return 1_000_000;
    }
}
