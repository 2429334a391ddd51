/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.jms.ConnectionMetaData;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;

/**
 * Asks a broker how many messages are in a queue, those in delivery included. JMS has no such question; Artemis answers it
 * on its management address.
 */
final class MessageCount {

    static final long UNKNOWN = -1;

    /** How long an answer may take, in milliseconds. */
    private static final long PATIENCE = 2000;
    private static final String ADDRESS = "activemq.management";
    private static final Pattern ANSWER = Pattern.compile("\\[(\\d+)]");
    private static final String ARTEMIS_RELEASES = "2.";

    private MessageCount() {
    }

    /**
     * How many messages a queue has, or {@link #UNKNOWN}.
     *
     * @param session not transacted, of a started connection
     */
    static long of(String queue, Session session, ConnectionMetaData broker) throws JMSException {
        // ActiveMQ Classic has the same name, and would keep the question as a message
        if (!"ActiveMQ".equals(broker.getJMSProviderName()) || !broker.getProviderVersion().startsWith(ARTEMIS_RELEASES)) {
            return UNKNOWN;
        }
        TemporaryQueue answers = session.createTemporaryQueue();
        try (MessageConsumer consumer = session.createConsumer(answers)) {
            Message question = session.createMessage();
            question.setStringProperty("_AMQ_ResourceName", "queue." + queue);
            question.setStringProperty("_AMQ_Attribute", "messageCount");
            question.setJMSReplyTo(answers);
            session.createProducer(session.createQueue(ADDRESS)).send(question);
            Message answer = consumer.receive(PATIENCE);
            Matcher count = ANSWER.matcher(answer instanceof TextMessage text ? String.valueOf(text.getText()) : "");
            return count.matches() ? Long.parseLong(count.group(1)) : UNKNOWN;
        } finally {
            answers.delete();
        }
    }
}
