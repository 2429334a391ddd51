/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.channel;

import org.flumecamel.testkit.ChannelContractTest;

class MemoryChannelContractTest extends ChannelContractTest {

    @Override
    protected String channel(String name, String... options) {
        return uri("flume-channel:seda:" + name, options);
    }

    @Override
    protected String spooler(String name, String... options) {
        return uri("flume-spooler:seda:" + name, options);
    }

    @Override
    protected String[] smallAndImpatient(int events) {
        return new String[] { "capacity=" + events, "keepAlive=0" };
    }

    @Override
    protected String[] small(int events, int keepAliveSeconds) {
        return new String[] { "capacity=" + events, "keepAlive=" + keepAliveSeconds };
    }

    private static String uri(String endpoint, String... options) {
        return options.length == 0 ? endpoint : endpoint + "?" + String.join("&", options);
    }
}
