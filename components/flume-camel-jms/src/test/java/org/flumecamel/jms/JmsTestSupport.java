/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;

import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.spi.Registry;
import org.flumecamel.testkit.FlumeTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests on one broker per class, with a queue of its own for each test. */
abstract class JmsTestSupport extends FlumeTestSupport {

    static final String TO_PROBE = "- process:\n    ref: probe";

    @TempDir
    static Path directory;
    static TestBroker broker;
    private static final AtomicInteger TESTS = new AtomicInteger();

    final String queue = "q" + TESTS.incrementAndGet();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new TestBroker(directory.resolve("broker")).start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        super.bindToRegistry(registry);
        registry.bind("jms", JmsComponent.jmsComponent(broker.factory()));
    }

    String sourceTo(String options) {
        return sourceRoute("- to: \"flume-channel:jms:queue:" + queue + options + "\"");
    }

    String sink(String options) {
        return route("sink", "flume-spooler:jms:queue:" + queue + options, "noErrorHandler: {}", TO_PROBE);
    }

    /** Makes messages. */
    interface Maker {
        Message make(Session session) throws JMSException;
    }

    /** Sends messages as any other JMS client would. */
    void send(Maker... makers) throws JMSException {
        try (Connection connection = broker.factory().createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            for (Maker maker : makers) {
                session.createProducer(session.createQueue(queue)).send(maker.make(session));
            }
        }
    }

    /** What is in the queue. */
    List<Message> browse() throws JMSException {
        try (Connection connection = broker.factory().createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            QueueBrowser browser = session.createBrowser(session.createQueue(queue));
            List<Message> messages = new ArrayList<>();
            Enumeration<?> all = browser.getEnumeration();
            while (all.hasMoreElements()) {
                messages.add((Message) all.nextElement());
            }
            return messages;
        }
    }
}
