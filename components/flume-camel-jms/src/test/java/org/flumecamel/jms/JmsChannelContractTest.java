/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.ConnectionFactory;

import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spi.Registry;
import org.flumecamel.broker.EmbeddedBroker;
import org.flumecamel.testkit.DurableChannelContractTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class JmsChannelContractTest extends DurableChannelContractTest {

    @TempDir
    private static Path directory;
    private static final EmbeddedBroker BROKER = new EmbeddedBroker();
    private static final AtomicInteger TESTS = new AtomicInteger();

    /** Queues outlive a test, so each has its own. */
    private final String suffix = "-" + TESTS.incrementAndGet();

    @BeforeAll
    static void startBroker() throws Exception {
        BROKER.setDataDirectory(directory.resolve("broker").toString());
        BROKER.start();
    }

    @AfterAll
    static void stopBroker() {
        BROKER.stop();
    }

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("jms", JmsComponent.jmsComponent(factory(BROKER)));
    }

    /** How the channel reaches the broker. */
    ConnectionFactory factory(EmbeddedBroker broker) {
        return broker.connectionFactory();
    }

    @Override
    protected String channel(String name, String... options) {
        return uri("flume-channel:jms:queue:" + name + suffix, options);
    }

    @Override
    protected String spooler(String name, String... options) {
        return uri("flume-spooler:jms:queue:" + name + suffix, options);
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
