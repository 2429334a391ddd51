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

import org.flumecamel.channel.QueueMessage;

/** A message of a JMS client. The content of an {@link ObjectMessage} is never read. */
final class JmsMessage implements QueueMessage {

    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final Message message;

    JmsMessage(Message message) {
        this.message = message;
    }

    @Override
    public Kind kind() {
        if (message instanceof BytesMessage) {
            return Kind.BYTES;
        }
        if (message instanceof TextMessage) {
            return Kind.TEXT;
        }
        if (message instanceof ObjectMessage) {
            return Kind.OBJECT;
        }
        return message instanceof MapMessage || message instanceof StreamMessage ? Kind.MAP_OR_STREAM : Kind.EMPTY;
    }

    @Override
    public long length() throws JMSException {
        return message instanceof BytesMessage bytes ? bytes.getBodyLength() : 0;
    }

    @Override
    public byte[] body() throws JMSException {
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[(int) bytes.getBodyLength()];
            bytes.reset();
            bytes.readBytes(body);
            return body;
        }
        String text = message instanceof TextMessage textMessage ? textMessage.getText() : null;
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, Object> properties() throws JMSException {
        Map<String, Object> properties = new LinkedHashMap<>();
        Enumeration<?> names = message.getPropertyNames();
        while (names.hasMoreElements()) {
            String name = (String) names.nextElement();
            properties.put(name, message.getObjectProperty(name));
        }
        return properties;
    }

    @Override
    public Object property(String name) throws JMSException {
        return message.getObjectProperty(name);
    }

    @Override
    public String id() throws JMSException {
        return message.getJMSMessageID();
    }

    @Override
    public int deliveries() throws JMSException {
        boolean counted = message.getJMSRedelivered() && message.propertyExists(DELIVERY_COUNT);
        return counted ? message.getIntProperty(DELIVERY_COUNT) : 1;
    }
}
