/*
 * Licensed under the Apache License, Version 2.0; see the LICENSE file.
 */
package org.flumecamel.jms;

import java.util.Map;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.component.jms.JmsBinding;
import org.apache.camel.component.jms.JmsEndpoint;
import org.flumecamel.core.Event;
import org.flumecamel.core.EventBatch;

/**
 * Lets events leave through a plain {@code jms} endpoint: an event becomes a message with its body, a batch one with its
 * bodies, each followed by a line feed. Camel by itself would send an empty message. Every other body is left alone.
 */
final class BatchBinding extends JmsBinding {

    BatchBinding(JmsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected Message createJmsMessage(
            Exchange exchange, Object body, Map<String, Object> headers, Session session, CamelContext context)
            throws JMSException {
        Object sent = body instanceof EventBatch || body instanceof Event ? bytes(exchange, body, context) : body;
        return super.createJmsMessage(exchange, sent, headers, session, context);
    }

    private static byte[] bytes(Exchange exchange, Object body, CamelContext context) throws JMSException {
        try {
            return context.getTypeConverter().mandatoryConvertTo(byte[].class, exchange, body);
        } catch (NoTypeConversionAvailableException | RuntimeException e) {
            JMSException failed = new JMSException(body + " cannot be sent as one message: " + e.getMessage());
            failed.initCause(e);
            throw failed;
        }
    }
}
