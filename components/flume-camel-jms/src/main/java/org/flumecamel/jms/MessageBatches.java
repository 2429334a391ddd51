/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;

import org.apache.camel.component.jms.JmsKeyFormatStrategy;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;
import org.flumecamel.core.EventHeaderFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes batches of the messages of a queue: of a channel's own messages what was put, of others' text and bytes a batch of
 * one event. What nothing can be made of goes to the dead letter. Used by one thread.
 */
final class MessageBatches {

    private static final Logger LOG = LoggerFactory.getLogger(MessageBatches.class);

    /** From this delivery on it warns; a stop or a crash may well cause a second one. */
    private static final int MANY_DELIVERIES = 3;
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final JmsChannel channel;
    private final EventHeaderFilter filter = new EventHeaderFilter();
    private int mostDeliveries = MANY_DELIVERIES - 1;

    MessageBatches(JmsChannel channel) {
        this.channel = channel;
    }

    /** How many events a message counts in the channel's account. */
    static int events(Message message, int found) throws JMSException {
        return message.getObjectProperty(PutSession.EVENTS) instanceof Integer events && events > 0 ? events : found;
    }

    /** How many bytes a message counts in the channel's account. */
    static long bytes(Message message) throws JMSException {
        return message instanceof BytesMessage bytes ? bytes.getBodyLength() : 0;
    }

    /**
     * The events of a message; none if it went to the dead letter.
     *
     * @throws DeadLetterFailedException if it could not be put there, or is too large to be looked at
     */
    EventBatch batch(Message message) throws JMSException, DeadLetterFailedException {
        warnOfDeliveries(message);
        if (message instanceof BytesMessage bytes) {
            return batch(message, body(bytes));
        }
        if (message instanceof TextMessage text) {
            String body = text.getText();
            return foreign(message, body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
        }
        if (message instanceof ObjectMessage) {
            return putAside(message, new byte[0],
                    "It is an ObjectMessage; its content is not read, because that would run what its sender has chosen");
        }
        if (message instanceof MapMessage || message instanceof StreamMessage) {
            return putAside(message, new byte[0], "It is neither text nor bytes, so it makes no event: " + message);
        }
        return foreign(message, new byte[0]);
    }

    private EventBatch batch(Message message, byte[] body) throws JMSException, DeadLetterFailedException {
        boolean ours = message.propertyExists(PutSession.EVENTS);
        if (!ours && !Envelope.isOne(body)) {
            return foreign(message, body);
        }
        try {
            return Envelope.decode(body).batch();
        } catch (CorruptEnvelopeException e) {
            return putAside(message, body, "It should be a batch of events, but is damaged: " + e.getMessage());
        }
    }

    private byte[] body(BytesMessage message) throws JMSException, DeadLetterFailedException {
        long length = message.getBodyLength();
        if (length > Envelope.maxBytes()) {
            throw new DeadLetterFailedException(
                    "Message " + message.getJMSMessageID() + " of channel " + channel.name() + " has " + length
                                                + " bytes, more than the " + Envelope.maxBytes()
                                                + " this process takes, and stays in its queue. Raise the heap (-Xmx) or"
                                                + " remove it",
                    null);
        }
        byte[] body = new byte[(int) length];
        message.reset();
        message.readBytes(body);
        return body;
    }

    private EventBatch foreign(Message message, byte[] body) throws JMSException {
        return EventBatch.of(Event.of(headers(message), body));
    }

    private Map<String, String> headers(Message message) throws JMSException {
        JmsKeyFormatStrategy names = channel.endpoint().getJmsKeyFormatStrategy();
        Map<String, String> headers = new LinkedHashMap<>();
        Enumeration<?> properties = message.getPropertyNames();
        while (properties.hasMoreElements()) {
            String property = (String) properties.nextElement();
            Object value = message.getObjectProperty(property);
            String name = names == null ? property : names.decodeKey(property);
            // what begins with an underscore is the broker's own
            if (value != null && !property.startsWith("_") && !filter.applyFilterToCamelHeaders(name, value, null)) {
                headers.put(name, value.toString());
            }
        }
        return headers;
    }

    private EventBatch putAside(Message message, byte[] body, String reason) throws JMSException, DeadLetterFailedException {
        Map<String, String> headers = new LinkedHashMap<>(headers(message));
        if (message.getJMSMessageID() != null) {
            headers.put("JMSMessageID", message.getJMSMessageID());
        }
        channel.deadLetters().put(Event.of(headers, body), reason);
        return EventBatch.EMPTY;
    }

    private void warnOfDeliveries(Message message) throws JMSException {
        if (!message.getJMSRedelivered() || !message.propertyExists(DELIVERY_COUNT)) {
            return;
        }
        int count = message.getIntProperty(DELIVERY_COUNT);
        if (count > mostDeliveries) {
            mostDeliveries = count;
            LOG.warn("Channel {}: the broker delivers message {} for the {}. time. A broker may give a message up after a"
                     + " number of deliveries (max-delivery-attempts of Artemis: 10 unless it is set to -1)", channel.name(),
                    message.getJMSMessageID(), count);
        }
    }
}
