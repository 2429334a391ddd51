/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.basics.seq;

import java.util.List;

import org.flumecamel.testkit.SourceContractTest;

class SeqContractTest extends SourceContractTest {

    private int totalEvents = 1000;

    @Override
    protected String sourceUri(String... options) {
        return "flume-seq:s1?batchSize=10&totalEvents=" + totalEvents
               + (options.length == 0 ? "" : "&" + String.join("&", options));
    }

    @Override
    protected List<String> produce(int from, int to) {
        totalEvents = Math.max(totalEvents, to);
        return texts(from, Math.min(to, 1000));
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
        return 10_000_000;
    }
}
