/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.component.jms.JmsKeyFormatStrategy;
import org.flumecamel.channel.QueueMessage;
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

    private final JmsChannel channel;
    private final EventHeaderFilter filter = new EventHeaderFilter();
    private int mostDeliveries = MANY_DELIVERIES - 1;

    MessageBatches(JmsChannel channel) {
        this.channel = channel;
    }

    /** How many events a message counts in the channel's account. */
    static int events(QueueMessage message, int found) throws Exception {
        return message.property(Put.EVENTS) instanceof Integer events && events > 0 ? events : found;
    }

    /**
     * The events of a message; none if it went to the dead letter.
     *
     * @throws DeadLetterFailedException if it could not be put there, or is too large to be looked at
     * @throws Exception                 if the broker is lost
     */
    EventBatch batch(QueueMessage message) throws Exception {
        warnOfDeliveries(message);
        return switch (message.kind()) {
            case BYTES -> batch(message, body(message));
            case TEXT, EMPTY -> foreign(message, message.body());
            case OBJECT -> putAside(message, new byte[0],
                    "It is an ObjectMessage; its content is not read, because that would run what its sender has chosen");
            case MAP_OR_STREAM -> putAside(message, new byte[0],
                    "It is neither text nor bytes, so it makes no event: " + message.id());
        };
    }

    private EventBatch batch(QueueMessage message, byte[] body) throws Exception {
        boolean ours = message.property(Put.EVENTS) != null;
        if (!ours && !Envelope.isOne(body)) {
            return foreign(message, body);
        }
        try {
            return Envelope.decode(body).batch();
        } catch (CorruptEnvelopeException e) {
            return putAside(message, body, "It should be a batch of events, but is damaged: " + e.getMessage());
        }
    }

    private byte[] body(QueueMessage message) throws Exception {
        long length = message.length();
        if (length > Envelope.maxBytes()) {
            throw new DeadLetterFailedException(
                    "Message " + message.id() + " of channel " + channel.name() + " has " + length + " bytes, more than the "
                                                + Envelope.maxBytes() + " this process takes, and stays in its queue. Raise"
                                                + " the heap (-Xmx) or remove it",
                    null);
        }
        return message.body();
    }

    private EventBatch foreign(QueueMessage message, byte[] body) throws Exception {
        return EventBatch.of(Event.of(headers(message), body));
    }

    private Map<String, String> headers(QueueMessage message) throws Exception {
        JmsKeyFormatStrategy names = channel.endpoint().getJmsKeyFormatStrategy();
        Map<String, String> headers = new LinkedHashMap<>();
        message.properties().forEach((property, value) -> {
            String name = names == null ? property : names.decodeKey(property);
            // what begins with an underscore is the broker's own
            if (value != null && !property.startsWith("_") && !filter.applyFilterToCamelHeaders(name, value, null)) {
                headers.put(name, value.toString());
            }
        });
        return headers;
    }

    private EventBatch putAside(QueueMessage message, byte[] body, String reason) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>(headers(message));
        if (message.id() != null) {
            headers.put("JMSMessageID", message.id());
        }
        channel.deadLetters().put(Event.of(headers, body), reason);
        return EventBatch.EMPTY;
    }

    private void warnOfDeliveries(QueueMessage message) throws Exception {
        int count = message.deliveries();
        if (count > mostDeliveries) {
            mostDeliveries = count;
            LOG.warn("Channel {}: the broker delivers message {} for the {}. time. A broker may give a message up after a"
                     + " number of deliveries (max-delivery-attempts of Artemis: 10 unless it is set to -1)", channel.name(),
                    message.id(), count);
        }
    }
}
